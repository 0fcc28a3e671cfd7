import type { AppointmentMail } from '#server/mail/mails.ts'

/** A mail with everything in it; a test names only what it is about. */
export function aMail(changes: Partial<AppointmentMail> = {}): AppointmentMail {
  const kind = changes.kind ?? 'confirmed'
  const isCancelled = kind === 'cancelled'
  return {
    kind,
    tenantId: 'musterstadt',
    subjectId: 'appointment-1',
    to: 'maria.mueller@example.org',
    name: 'Maria Müller-Łukasiewicz',
    lang: 'de',
    sender: {
      officialName: 'Stadt Musterstadt',
      primary: '#1f4e8c',
      phone: '0123 456-0',
      replyTo: 'buergerbuero@musterstadt.example',
    },
    reference: 'K7M-4PXQ',
    services: [
      { title: 'Personalausweis beantragen', persons: 2 },
      { title: 'Wohnsitz anmelden oder ummelden', persons: 1 },
    ],
    office: {
      name: 'Bürgerbüro Mitte',
      street: 'Rathausplatz 1',
      postalCode: '12345',
      city: 'Musterstadt',
      phone: '0123 456-100',
    },
    date: '2026-11-23',
    start: '08:05',
    minutes: 35,
    documents: [
      'Ihren bisherigen Personalausweis, Reisepass oder Kinderreisepass',
      'Ein biometrisches Foto als QR-Code eines zugelassenen Fotostudios, nicht älter als sechs Monate',
      'Wohnungsgeberbestätigung',
    ],
    fees: ['37,00 Euro für Personen ab 24 Jahren, sonst 22,80 Euro', 'Anmeldung: gebührenfrei'],
    link: isCancelled
      ? null
      : `https://termin.example/musterstadt/${kind === 'confirm' ? 'termin/bestaetigen' : 'mein-termin'}?lang=de#cR3tId00.4f2bS9-Qm1xKp7Vw0YtLz8HjNcRgEaUi5DoTk6BsXvA`,
    homeUrl: 'https://termin.example/musterstadt/?lang=de',
    holdUntil: kind === 'confirm' ? '14:35' : null,
    validUntil: null,
    calendar:
      kind === 'confirmed' || kind === 'moved'
        ? 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n'
        : null,
    ...changes,
  }
}

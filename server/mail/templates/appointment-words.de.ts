import type { AppointmentWords } from './appointment-words.ts'
import { sharedWords } from './shared-words.ts'

const { time } = sharedWords.de

export const appointmentWordsDe = {
  persons: (count) => (count === 1 ? '1 Person' : `${count}\u00a0Personen`),
  minutes: (count) => (count === 1 ? '1 Minute' : `${count} Minuten`),
  when: 'Wann',
  duration: 'Dauer',
  where: 'Wo',
  what: 'Anliegen',
  reference: 'Ihre Terminnummer',
  referenceHint: 'Bitte halten Sie diese Nummer bereit, wenn Sie kommen oder anrufen.',
  documents: 'Bitte bringen Sie mit',
  fees: 'Gebühren',
  kinds: {
    confirm: {
      subject: (moment) => `Bitte bestätigen Sie Ihren Termin: ${moment}`,
      preview: (_, { holdUntil }) =>
        holdUntil
          ? `Wir halten den Termin bis ${time(holdUntil)} für Sie frei.`
          : 'Erst mit Ihrer Bestätigung gehört der Termin Ihnen.',
      title: 'Bitte bestätigen Sie Ihren Termin',
      intro: ({ holdUntil }) => [
        holdUntil
          ? `wir halten diesen Termin bis ${time(holdUntil)} für Sie frei. Bitte bestätigen Sie ihn bis dahin.`
          : 'wir halten diesen Termin für Sie frei. Bitte bestätigen Sie ihn.',
      ],
      button: 'Termin bestätigen',
      afterButton: ({ holdUntil }) => [
        holdUntil
          ? `Ohne Ihre Bestätigung geben wir den Termin um ${time(holdUntil)} wieder frei. Sie müssen dann nichts weiter tun.`
          : 'Ohne Ihre Bestätigung geben wir den Termin wieder frei.',
        'Sie haben keinen Termin gebucht? Dann hat jemand Ihre Adresse versehentlich angegeben. Sie können diese E-Mail einfach löschen.',
      ],
    },
    confirmed: {
      subject: (moment) => `Ihr Termin ist bestätigt: ${moment}`,
      preview: (_, { reference, office }) => `Terminnummer ${reference} · ${office.name}`,
      title: 'Ihr Termin ist bestätigt',
      intro: () => ['Ihr Termin steht fest. Wir freuen uns auf Ihren Besuch.'],
      button: 'Termin ansehen oder ändern',
      afterButton: () => [
        'Dort finden Sie den QR-Code für den Empfang. Sie können den Termin auch verschieben oder absagen.',
        'Bitte geben Sie den Link nicht weiter: Wer ihn hat, kann Ihren Termin ändern.',
        'Die Kalenderdatei im Anhang trägt den Termin in Ihren Kalender ein.',
      ],
    },
    moved: {
      subject: (moment) => `Ihr Termin ist verschoben: ${moment}`,
      preview: (_, { reference, office }) => `Terminnummer ${reference} · ${office.name}`,
      title: 'Ihr Termin ist verschoben',
      intro: () => [
        'Ihr Termin hat eine neue Zeit. Es gelten nur noch diese Angaben, der frühere Termin entfällt.',
      ],
      button: 'Termin ansehen oder ändern',
      afterButton: () => [
        'Dort finden Sie den QR-Code für den Empfang. Sie können den Termin auch noch einmal verschieben oder absagen.',
        'Bitte geben Sie den Link nicht weiter: Wer ihn hat, kann Ihren Termin ändern.',
        'Die Kalenderdatei im Anhang ersetzt den bisherigen Eintrag in Ihrem Kalender.',
      ],
    },
    cancelled: {
      subject: (moment) => `Ihr Termin ist abgesagt: ${moment}`,
      preview: (moment) => `Der Termin am ${moment} findet nicht statt.`,
      title: 'Ihr Termin ist abgesagt',
      intro: () => [
        'dieser Termin findet nicht statt. Bitte löschen Sie ihn auch aus Ihrem Kalender.',
      ],
      button: 'Neuen Termin buchen',
      afterButton: () => [],
    },
    reminder: {
      subject: (moment) => `Erinnerung an Ihren Termin: ${moment}`,
      preview: (_, { reference, office }) => `Terminnummer ${reference} · ${office.name}`,
      title: 'Erinnerung an Ihren Termin',
      intro: () => [
        'wir erinnern Sie an Ihren Termin.',
        'Sie können doch nicht kommen? Bitte sagen Sie ab, damit jemand anderes den Termin bekommt.',
      ],
      button: 'Termin ansehen oder absagen',
      afterButton: () => [
        'Dort finden Sie auch den QR-Code für den Empfang.',
        'Bitte geben Sie den Link nicht weiter: Wer ihn hat, kann Ihren Termin ändern.',
      ],
    },
  },
} satisfies AppointmentWords

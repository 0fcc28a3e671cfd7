import type { Language } from '#shared/contracts/fields.ts'

/** What every mail to a resident says. */
export interface SharedWords {
  locale: string
  greeting: (name: string) => string
  /** Wall time `08:05` as people say it. */
  time: (start: string) => string
  /** For readers whose mail program shows no button. */
  linkInstead: string
  questions: (phone: string, address: string) => string
  automatic: (officialName: string) => string
}

/** „Montag, 23. November 2026“. Wall time needs no zone: it is formatted as if it were UTC. */
export function dayInWords(date: string, lang: Language): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(sharedWords[lang].locale, { timeZone: 'UTC', ...options }).format(
      new Date(`${date}T00:00:00Z`),
    )
  const weekday = format({ weekday: 'long' })
  return `${weekday}, ${format({ day: 'numeric', month: 'long', year: 'numeric' })}`
}

export const sharedWords: Record<Language, SharedWords> = {
  de: {
    locale: 'de-DE',
    greeting: (name) => `Guten Tag ${name},`,
    time: (start) => `${start.replace(/^0/, '')} Uhr`,
    linkInstead: 'Falls die Schaltfläche nicht funktioniert, öffnen Sie bitte diese Adresse:',
    questions: (phone, address) => `Fragen? Telefon ${phone} oder E-Mail an ${address}.`,
    automatic: (officialName) =>
      `${officialName} hat Ihnen diese Nachricht automatisch geschickt. Wenn Sie antworten, erreichen Sie uns trotzdem.`,
  },
  en: {
    locale: 'en-GB',
    greeting: (name) => `Dear ${name},`,
    time: (start) => start.replace(/^0/, ''),
    linkInstead: 'If the button does not work, please open this address:',
    questions: (phone, address) => `Questions? Call ${phone} or write to ${address}.`,
    automatic: (officialName) =>
      `${officialName} sent you this message automatically. If you reply, your answer still reaches us.`,
  },
}

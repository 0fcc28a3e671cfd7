import type { AppointmentMail } from '../mails.ts'
import { type MailWords, mailWords } from './words.ts'

/** One line of the table of facts; a value of several lines is several strings. */
export interface Fact {
  label: string
  value: string[]
}

export interface MailList {
  title: string
  items: string[]
}

/** What a mail says, before it becomes text or HTML: the same for both. */
export interface MailContent {
  lang: AppointmentMail['lang']
  subject: string
  preview: string
  title: string
  greeting: string
  intro: string[]
  facts: Fact[]
  reference: { label: string; code: string; hint: string } | null
  lists: MailList[]
  button: {
    label: string
    url: string
    /** Above all details: the mail is there to be answered by it. */
    isUrgent: boolean
    /** Introduces the bare address, for the one mail that is worth nothing without it. */
    plainLink: string | null
  }
  afterButton: string[]
  footer: string[]
  sender: AppointmentMail['sender']
}

/** Puts a mail into words. */
export function contentOf(mail: AppointmentMail): MailContent {
  const words = mailWords[mail.lang]
  const kind = words.kinds[mail.kind]
  const day = dayOf(mail, words)
  const moment = `${day}, ${words.time(mail.start)}`
  const comes = mail.kind === 'confirmed' || mail.kind === 'moved' || mail.kind === 'reminder'
  return {
    lang: mail.lang,
    subject: kind.subject(moment),
    preview: kind.preview(moment, mail),
    title: kind.title,
    greeting: words.greeting(mail.name),
    intro: kind.intro(mail),
    facts: factsOf(mail, words, day),
    reference: comes
      ? { label: words.reference, code: mail.reference, hint: words.referenceHint }
      : null,
    lists: comes
      ? [
          { title: words.documents, items: mail.documents },
          { title: words.fees, items: mail.fees },
        ].filter(({ items }) => items.length > 0)
      : [],
    button: {
      label: kind.button,
      url: mail.link ?? mail.homeUrl,
      isUrgent: mail.kind === 'confirm',
      plainLink: mail.kind === 'confirm' ? words.linkInstead : null,
    },
    afterButton: kind.afterButton(mail),
    footer: [
      words.questions(mail.sender.phone, mail.sender.replyTo),
      words.automatic(mail.sender.officialName),
    ],
    sender: mail.sender,
  }
}

function factsOf(mail: AppointmentMail, words: MailWords, day: string): Fact[] {
  const { office } = mail
  const services = mail.services.map(({ title, persons }) =>
    persons === 1 ? title : `${title} (${words.persons(persons)})`,
  )
  const where = [office.name, office.street, `${office.postalCode} ${office.city}`]
  return [
    { label: words.when, value: [day, words.time(mail.start)] },
    { label: words.where, value: where },
    { label: words.what, value: services },
    ...(mail.kind === 'cancelled'
      ? []
      : [{ label: words.duration, value: [words.minutes(mail.minutes)] }]),
  ]
}

/** „Montag, 23. November 2026“. Wall time needs no zone: it is formatted as if it were UTC. */
function dayOf(mail: AppointmentMail, words: MailWords): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(words.locale, { timeZone: 'UTC', ...options }).format(
      new Date(`${mail.date}T00:00:00Z`),
    )
  const weekday = format({ weekday: 'long' })
  return `${weekday}, ${format({ day: 'numeric', month: 'long', year: 'numeric' })}`
}

import type { AppointmentMail } from '../mails.ts'
import { type AppointmentWords, appointmentWords } from './appointment-words.ts'
import { type Fact, type MailContent, frameOf } from './content.ts'
import { dayInWords, sharedWords } from './shared-words.ts'

/** Puts a mail about an appointment into words. */
export function appointmentContent(mail: AppointmentMail): MailContent {
  const words = appointmentWords[mail.lang]
  const shared = sharedWords[mail.lang]
  const kind = words.kinds[mail.kind]
  const day = dayInWords(mail.date, mail.lang)
  const moment = `${day}, ${shared.time(mail.start)}`
  const comes = mail.kind === 'confirmed' || mail.kind === 'moved' || mail.kind === 'reminder'
  return {
    ...frameOf(mail),
    subject: kind.subject(moment),
    preview: kind.preview(moment, mail),
    title: kind.title,
    intro: kind.intro(mail),
    facts: factsOf(mail, words, [day, shared.time(mail.start)]),
    reference: comes
      ? { label: words.reference, code: mail.reference, hint: words.referenceHint }
      : null,
    quote: null,
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
      plainLink: mail.kind === 'confirm' ? shared.linkInstead : null,
    },
    afterButton: kind.afterButton(mail),
  }
}

function factsOf(mail: AppointmentMail, words: AppointmentWords, when: string[]): Fact[] {
  const { office } = mail
  const services = mail.services.map(({ title, persons }) =>
    persons === 1 ? title : `${title} (${words.persons(persons)})`,
  )
  const where = [office.name, office.street, `${office.postalCode} ${office.city}`]
  return [
    { label: words.when, value: when },
    { label: words.where, value: where },
    { label: words.what, value: services },
    ...(mail.kind === 'cancelled'
      ? []
      : [{ label: words.duration, value: [words.minutes(mail.minutes)] }]),
  ]
}

import type { ReplacementMail } from '../mails.ts'
import { appointmentWords } from './appointment-words.ts'
import { type Fact, type MailContent, frameOf } from './content.ts'
import { type ReplacementWords, replacementWords } from './replacement-words.ts'
import { dayInWords, sharedWords } from './shared-words.ts'

/** Puts a mail about an appointment that cannot take place into words. */
export function replacementContent(mail: ReplacementMail): MailContent {
  const words = replacementWords[mail.lang]
  const shared = sharedWords[mail.lang]
  const kind = words.kinds[mail.kind]
  const momentOf = ({ date, start }: { date: string; start: string }) => [
    dayInWords(date, mail.lang),
    shared.time(start),
  ]
  const was = momentOf(mail.was)
  const offer = mail.offer && momentOf(mail.offer)
  const until = mail.offer ? momentOf(mail.offer.until).join(', ') : ''
  return {
    ...frameOf(mail),
    subject: kind.subject(was.join(', ')),
    preview: kind.preview(offer?.join(', ') ?? ''),
    title: kind.title,
    intro: kind.intro(mail),
    facts: factsOf(mail, words, was, offer),
    reference: null,
    quote: null,
    lists: [],
    button: { label: kind.button, url: mail.link, isUrgent: true, plainLink: shared.linkInstead },
    afterButton: kind.afterButton(until),
  }
}

function factsOf(
  mail: ReplacementMail,
  words: ReplacementWords,
  was: string[],
  offer: string[] | null,
): Fact[] {
  const services = mail.services.map(({ title, persons }) =>
    persons === 1 ? title : `${title} (${appointmentWords[mail.lang].persons(persons)})`,
  )
  const facts: Fact[] = [{ label: words.was, value: was }]
  if (mail.offer && offer) {
    const { office } = mail.offer
    const where = [office.name, office.street, `${office.postalCode} ${office.city}`]
    facts.push({ label: words.offer, value: offer }, { label: words.where, value: where })
  }
  return [...facts, { label: words.what, value: services }]
}

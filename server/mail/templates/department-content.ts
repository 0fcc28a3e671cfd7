import type { DepartmentMail } from '../mails.ts'
import type { Fact, MailContent } from './content.ts'

/** What one kind of mail to a department says. */
interface DepartmentWords {
  /** What stands in the subject between the ticket number and the matter. */
  subject: string
  title: string
  /** One string a paragraph. */
  intro: string
  /** Over what the resident wrote. */
  text: string
  /** What to do with it, one string a paragraph. */
  todo(mail: DepartmentMail): string[]
}

const answer = ({ ticket, thread }: DepartmentMail) =>
  thread?.replyTo
    ? `Ihre Antwort auf diese E-Mail geht an die Person; wir merken sie uns beim Anliegen ${ticket}. Was zitiert ist, lassen wir weg.`
    : `Ihre Antwort auf diese E-Mail geht direkt an die Person. Bitte lassen Sie ${ticket} im Betreff stehen.`

/** In German only: it is the official language (section 23 of the VwVfG). */
const words: Record<DepartmentMail['kind'], DepartmentWords> = {
  'request-forwarded': {
    subject: 'Neues Anliegen',
    title: 'Neues Anliegen',
    intro: 'für Ihr Postfach ist ein Anliegen eingegangen. Die E-Mail-Adresse ist bestätigt.',
    text: 'Anliegen',
    todo: (mail) => [answer(mail)],
  },
  'request-added': {
    subject: 'Ergänzung',
    title: 'Ergänzung zu einem Anliegen',
    intro: 'zu einem Anliegen in Ihrem Postfach wurde etwas ergänzt.',
    text: 'Ergänzung',
    todo: (mail) => [answer(mail)],
  },
  'request-withdrawn': {
    subject: 'Zurückgezogen',
    title: 'Anliegen zurückgezogen',
    intro: 'ein Anliegen in Ihrem Postfach wurde zurückgezogen.',
    text: '',
    todo: ({ ticket }) => [
      `Bitte bearbeiten Sie ${ticket} nicht weiter und löschen Sie auch die E-Mails dazu. Bei uns sind Name, Adresse und Text schon gelöscht.`,
    ],
  },
}

const languageNames = new Intl.DisplayNames('de', { type: 'language' })

/** Puts a mail to a department into words: the only one that carries what a resident wrote. */
export function departmentContent(mail: DepartmentMail): MailContent {
  const kind = words[mail.kind]
  const matter = mail.subject ?? mail.service
  return {
    lang: mail.lang,
    subject: `[${mail.ticket}] ${kind.subject}${matter === null ? '' : `: ${matter}`}`,
    preview: mail.from ? `Von ${mail.from.name}` : mail.ticket,
    title: kind.title,
    greeting: 'Guten Tag,',
    intro: [kind.intro],
    facts: factsOf(mail),
    reference: null,
    quote: mail.text === null ? null : { title: kind.text, lines: mail.text.split('\n') },
    lists: [],
    button: null,
    afterButton: kind.todo(mail),
    footer: [`${mail.sender.officialName} hat diese Nachricht automatisch geschickt.`],
    sender: mail.sender,
  }
}

function factsOf({ ticket, from, service, subject, name, facts: more }: DepartmentMail): Fact[] {
  const facts: [label: string, value: string | null | undefined][] = [
    ['Nummer', ticket],
    ['Postfach', name],
    ['Leistung', service],
    ['Betreff', subject],
    ['Von', from?.name],
    ['E-Mail', from?.email],
    ['Telefon', from?.phone],
    ['Sprache', from && languageNames.of(from.lang)],
    ...more.map(({ label, value }): [string, string] => [label, value]),
  ]
  return facts.flatMap(([label, value]) => (value ? [{ label, value: [value] }] : []))
}

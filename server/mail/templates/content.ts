import type { Language } from '#shared/contracts/fields.ts'
import type { Sender } from '../mails.ts'
import { sharedWords } from './shared-words.ts'

/** One line of the table of facts; a value of several lines is several strings. */
export interface Fact {
  label: string
  value: string[]
}

export interface MailList {
  title: string
  items: string[]
}

export interface MailButton {
  label: string
  url: string
  /** Above all details: the mail is there to be answered by it. */
  isUrgent: boolean
  /** Introduces the bare address, for the one mail that is worth nothing without it. */
  plainLink: string | null
}

/** What a mail says, before it becomes text or HTML: the same for both. */
export interface MailContent {
  lang: Language
  subject: string
  preview: string
  title: string
  greeting: string
  intro: string[]
  facts: Fact[]
  reference: { label: string; code: string; hint: string } | null
  /** What somebody else wrote, line by line: it is shown as theirs. */
  quote: { title: string; lines: string[] } | null
  lists: MailList[]
  button: MailButton | null
  afterButton: string[]
  footer: string[]
  sender: Sender
}

/** Greeting, footer and sender, which every mail to a resident has. */
export function frameOf({ lang, name, sender }: { lang: Language; name: string; sender: Sender }) {
  const words = sharedWords[lang]
  return {
    lang,
    greeting: words.greeting(name),
    footer: [words.questions(sender.phone, sender.replyTo), words.automatic(sender.officialName)],
    sender,
  }
}

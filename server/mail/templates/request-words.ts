import type { Language } from '#shared/contracts/fields.ts'
import type { RequestMail } from '../mails.ts'
import { requestWordsDe } from './request-words.de.ts'
import { requestWordsEn } from './request-words.en.ts'

/** What one kind of mail to a resident about a request says. */
export interface RequestKindWords {
  subject(ticket: string): string
  /** What a list of mails shows behind the subject. */
  preview(mail: RequestMail): string
  title: string
  /** One string a paragraph. */
  intro(mail: RequestMail): string[]
  button: string
  /** Under the button, one string a paragraph. */
  afterButton(mail: RequestMail): string[]
}

/** What these mails say in one language; a language with a gap does not compile. */
export interface RequestWords {
  mailbox: string
  service: string
  ticket: string
  /** How to use the ticket number. */
  ticketHint: string
  kinds: Record<RequestMail['kind'], RequestKindWords>
}

export const requestWords: Record<Language, RequestWords> = {
  de: requestWordsDe,
  en: requestWordsEn,
}

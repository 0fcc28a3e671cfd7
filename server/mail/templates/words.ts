import type { Language } from '#shared/contracts/fields.ts'
import type { AppointmentMail } from '../mails.ts'
import { wordsDe } from './words.de.ts'
import { wordsEn } from './words.en.ts'

/** What one kind of mail says. `moment` is a date with its time, in words. */
export interface KindWords {
  subject(moment: string): string
  /** What a list of mails shows behind the subject. */
  preview(moment: string, mail: AppointmentMail): string
  title: string
  /** One string a paragraph. */
  intro(mail: AppointmentMail): string[]
  button: string
  /** Under the button, one string a paragraph. */
  afterButton(mail: AppointmentMail): string[]
}

/** All words of all mails in one language; a language with a gap does not compile. */
export interface MailWords {
  locale: string
  greeting(name: string): string
  /** Wall time `08:05` as people say it. */
  time(start: string): string
  persons(count: number): string
  minutes(count: number): string
  when: string
  duration: string
  where: string
  what: string
  reference: string
  /** How to use the reference. */
  referenceHint: string
  documents: string
  fees: string
  /** For readers whose mail program shows no button. */
  linkInstead: string
  questions(phone: string, address: string): string
  automatic(officialName: string): string
  kinds: Record<AppointmentMail['kind'], KindWords>
}

export const mailWords: Record<Language, MailWords> = { de: wordsDe, en: wordsEn }

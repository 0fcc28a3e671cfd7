import type { Language } from '#shared/contracts/fields.ts'
import type { AppointmentMail } from '../mails.ts'
import { appointmentWordsDe } from './appointment-words.de.ts'
import { appointmentWordsEn } from './appointment-words.en.ts'

/** What one kind of mail about an appointment says. `moment` is a date with its time, in words. */
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

/** What these mails say in one language; a language with a gap does not compile. */
export interface AppointmentWords {
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
  kinds: Record<AppointmentMail['kind'], KindWords>
}

export const appointmentWords: Record<Language, AppointmentWords> = {
  de: appointmentWordsDe,
  en: appointmentWordsEn,
}

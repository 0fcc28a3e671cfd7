import type { Language } from '#shared/contracts/fields.ts'
import type { ReplacementMail } from '../mails.ts'
import { replacementWordsDe } from './replacement-words.de.ts'
import { replacementWordsEn } from './replacement-words.en.ts'

/** What one kind of mail about an appointment that falls away says. */
export interface ReplacementKindWords {
  /** `was`: date and time of the appointment that falls away, in words. */
  subject(was: string): string
  /** What a list of mails shows behind the subject; `offer`: date and time of the other one. */
  preview(offer: string): string
  title: string
  /** One string a paragraph. */
  intro(mail: ReplacementMail): string[]
  button: string
  /** Under the button, one string a paragraph; `until`: day and time in words. */
  afterButton(until: string): string[]
}

/** What these mails say in one language; a language with a gap does not compile. */
export interface ReplacementWords {
  was: string
  offer: string
  where: string
  what: string
  kinds: Record<ReplacementMail['kind'], ReplacementKindWords>
}

export const replacementWords: Record<Language, ReplacementWords> = {
  de: replacementWordsDe,
  en: replacementWordsEn,
}

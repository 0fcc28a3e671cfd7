import { type Municipality, inLanguage } from '#server/tenants/municipality.ts'
import type {
  EntryLink,
  FaqSummary,
  ServiceSummary,
  Standing,
} from '#shared/contracts/catalogue.ts'
import type { Link, Review } from '#shared/contracts/entries.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { IsoDate } from '#shared/domain/local-time.ts'
import { isOverdue } from '#shared/domain/entry-validity.ts'
import { plainWords } from '#shared/markdown/plain-text.ts'
import type { FaqEntry, Service } from './resolve.ts'

/** The language of the words around a text, and the day on which it is read. */
export interface Reading {
  lang: Language
  today: IsoDate
}

export function summariseService(
  municipality: Municipality,
  service: Service,
  lang: Language,
): ServiceSummary {
  const { title, teaser } = inLanguage(service.text, lang)
  return {
    slug: service.id,
    title: plainWords(title),
    ...titleLangOf(service.text, lang),
    teaser: plainWords(teaser),
    department: service.department,
    lifeSituations: service.lifeSituations,
    channels: service.channels,
    bookable: municipality.isBookable(service.id),
    minutes: service.minutes,
    extraPersonMinutes: service.extraPersonMinutes ?? service.minutes,
    popularity: service.popularity,
  }
}

export function summariseFaq(entry: FaqEntry, lang: Language): FaqSummary {
  const { question, short } = inLanguage(entry.text, lang)
  return {
    slug: entry.id,
    question: plainWords(question),
    ...titleLangOf(entry.text, lang),
    short: plainWords(short),
    services: entry.services,
    lifeSituations: entry.lifeSituations,
    popularity: entry.popularity,
  }
}

/** Says so where a title is German, although another language was asked for. */
function titleLangOf(texts: { en?: unknown }, lang: Language): { titleLang?: 'de' } {
  return lang === 'en' && !texts.en ? { titleLang: 'de' } : {}
}

export function linkToService({ id, text }: Service, lang: Language): EntryLink {
  const title = plainWords(inLanguage(text, lang).title)
  return { slug: id, title, ...titleLangOf(text, lang) }
}

export function linkToFaq({ id, text }: FaqEntry, lang: Language): EntryLink {
  const title = plainWords(inLanguage(text, lang).question)
  return { slug: id, title, ...titleLangOf(text, lang) }
}

export function describeMailbox({ file }: Municipality, mailboxId: string, lang: Language) {
  const mailbox = file.mailboxes.find(({ id }) => id === mailboxId)!
  return { slug: mailbox.id, name: inLanguage(mailbox.name, lang), address: mailbox.address }
}

export function describeStanding(review: Review | undefined, today: IsoDate): Standing | null {
  if (!review) return null
  const { checkedOn, checkedBy } = review
  return { checkedOn, checkedBy, overdue: isOverdue(review, today) }
}

export function describeLinks(links: readonly Link[] = [], lang: Language) {
  return links.map(({ title, url }) => ({ title: plainWords(inLanguage(title, lang)), url }))
}

/** The texts of an entry by variant, each described in its language. */
export function describeTexts<Text, View>(
  text: { de: Text; en?: Text | undefined; 'de-simple'?: Text | undefined },
  describe: (text: Text, lang: Language) => View,
) {
  return {
    de: describe(text.de, 'de'),
    ...(text.en && { en: describe(text.en, 'en') }),
    ...(text['de-simple'] && { 'de-simple': describe(text['de-simple'], 'de') }),
  }
}

import { AppError } from '#server/errors.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { FaqTextView, FaqView } from '#shared/contracts/catalogue.ts'
import type { FaqText } from '#shared/contracts/entries.ts'
import type { Language } from '#shared/contracts/fields.ts'
import { parseLine, parseText } from '#shared/markdown/parse.ts'
import { plainWords } from '#shared/markdown/plain-text.ts'
import {
  type Reading,
  describeLinks,
  describeMailbox,
  describeStanding,
  describeTexts,
  linkToFaq,
  linkToService,
} from './describe-entry.ts'
import { hrefsOf } from './known-names.ts'
import { movedTo } from './moved.ts'
import type { FaqEntry } from './resolve.ts'

/** One question with all its texts. @throws AppError 'not-found', with where it has moved to */
export function describeFaq(municipality: Municipality, slug: string, reading: Reading): FaqView {
  const entry = municipality.faq.get(slug)
  if (!entry) throw new AppError('not-found', movedTo(municipality, 'faq', slug))
  return {
    ...describeFaqFacts(municipality, entry, reading),
    texts: describeTexts(entry.text, (text, lang) =>
      describeFaqText(municipality, entry, text, lang),
    ),
  }
}

/** What is true of a question, whatever its texts say. */
export function describeFaqFacts(
  municipality: Municipality,
  entry: FaqEntry,
  { lang, today }: Reading,
): Omit<FaqView, 'texts'> {
  return {
    slug: entry.id,
    mailbox: describeMailbox(municipality, entry.mailbox, lang),
    services: entry.services.flatMap((id) => {
      const service = municipality.services.get(id)
      if (!service) return []
      return [{ ...linkToService(service, lang), bookable: municipality.isBookable(id) }]
    }),
    related: (entry.related ?? []).flatMap((id) => {
      const other = municipality.faq.get(id)
      return other ? [linkToFaq(other, lang)] : []
    }),
    standing: describeStanding(entry.review, today),
  }
}

/** One text of a question, with its links in a language. */
export function describeFaqText(
  municipality: Municipality,
  entry: FaqEntry,
  { question, short, answer }: FaqText,
  lang: Language,
): FaqTextView {
  const hrefs = hrefsOf(municipality)
  return {
    question: plainWords(question),
    short: parseLine(short, hrefs),
    answer: parseText(answer, hrefs),
    links: describeLinks(entry.links, lang),
  }
}

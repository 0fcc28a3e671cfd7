import { AppError } from '#server/errors.ts'
import { type Municipality, inLanguage } from '#server/tenants/municipality.ts'
import type { FaqView } from '#shared/contracts/catalogue.ts'
import { parseLine, parseText } from '#shared/markdown/parse.ts'
import { plainWords } from '#shared/markdown/plain-text.ts'
import {
  type Reading,
  describeLinks,
  describeMailbox,
  describeStanding,
  describeTexts,
} from './describe-entry.ts'
import { hrefsOf } from './known-names.ts'
import { movedTo } from './moved.ts'

/** One question with all its texts. @throws AppError 'not-found', with where it has moved to */
export function describeFaq(
  municipality: Municipality,
  slug: string,
  { lang, today }: Reading,
): FaqView {
  const entry = municipality.faq.get(slug)
  if (!entry) throw new AppError('not-found', movedTo(municipality, 'faq', slug))
  const hrefs = hrefsOf(municipality)
  return {
    slug,
    mailbox: describeMailbox(municipality, entry.mailbox, lang),
    services: entry.services.flatMap((id) => {
      const service = municipality.services.get(id)
      if (!service) return []
      const title = plainWords(inLanguage(service.text, lang).title)
      return [{ slug: id, title, bookable: municipality.isBookable(id) }]
    }),
    related: (entry.related ?? []).flatMap((id) => {
      const other = municipality.faq.get(id)
      return other ? [{ slug: id, title: plainWords(inLanguage(other.text, lang).question) }] : []
    }),
    standing: describeStanding(entry.review, today),
    texts: describeTexts(entry.text, ({ question, short, answer }, textLang) => ({
      question: plainWords(question),
      short: parseLine(short, hrefs),
      answer: parseText(answer, hrefs),
      links: describeLinks(entry.links, textLang),
    })),
  }
}

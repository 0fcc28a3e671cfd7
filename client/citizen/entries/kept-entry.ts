import type { FaqView, ServiceView } from '#shared/contracts/catalogue.ts'
import type { SearchBundle } from '#shared/contracts/search.ts'
import { plainLine } from '#shared/markdown/plain-blocks.ts'

/** Entries as the server describes them, put together from the bundle; null where it has none. */

/** The bundle has one text: where it is English, nobody asks for the German one. */
const textsOf = <Text>({ lang, text }: { lang: 'de' | 'en'; text: Text }) => ({
  de: text,
  ...(lang === 'en' && { en: text }),
})

export function keptService({ services, faq }: SearchBundle, slug: string): ServiceView | null {
  const service = services.find((one) => one.slug === slug)
  if (!service) return null
  const { text, lang, terms: _terms, alsoCalled: _alsoCalled, related, ...view } = service
  return {
    ...view,
    texts: textsOf({ text, lang }),
    related: linksTo(related, services),
    faq: faq
      .filter((entry) => entry.services.includes(slug))
      .sort((a, b) => b.popularity - a.popularity)
      .map((entry) => ({
        slug: entry.slug,
        question: entry.text.question,
        short: plainLine(entry.text.short),
      })),
  }
}

export function keptQuestion({ services, faq }: SearchBundle, slug: string): FaqView | null {
  const entry = faq.find((one) => one.slug === slug)
  if (!entry) return null
  const { mailbox, standing, text, lang } = entry
  return {
    slug,
    mailbox,
    standing,
    texts: textsOf({ text, lang }),
    services: entry.services.flatMap((id) => {
      const service = services.find((one) => one.slug === id)
      return service ? [{ slug: id, title: service.text.title, bookable: service.bookable }] : []
    }),
    related: entry.related.flatMap((id) => {
      const other = faq.find((one) => one.slug === id)
      return other ? [{ slug: id, title: other.text.question }] : []
    }),
  }
}

function linksTo(slugs: readonly string[], services: SearchBundle['services']) {
  return slugs.flatMap((slug) => {
    const service = services.find((one) => one.slug === slug)
    return service ? [{ slug, title: service.text.title }] : []
  })
}

import { AppError } from '#server/errors.ts'
import { type Municipality, type Service, inLanguage } from '#server/tenants/municipality.ts'
import type {
  Catalogue,
  SearchResults,
  ServiceSummary,
  ServiceTextView,
  ServiceView,
} from '#shared/contracts/catalogue.ts'
import type { Language } from '#shared/contracts/fields.ts'
import { findMatches } from '#shared/search/match.ts'

/** All published services, in one language. */
export function describeCatalogue(municipality: Municipality, lang: Language): Catalogue {
  return {
    services: [...municipality.services.values()].map((service) =>
      describeShortly(municipality, service, lang),
    ),
    faq: [],
  }
}

/** One service with all its texts. @throws AppError 'not-found' */
export function describeService(
  municipality: Municipality,
  slug: string,
  lang: Language,
): ServiceView {
  const service = municipality.services.get(slug)
  if (!service) throw new AppError('not-found')
  const { departments, mailboxes } = municipality.file
  const {
    title: _title,
    teaser: _teaser,
    ...summary
  } = describeShortly(municipality, service, lang)
  const department = departments.find(({ id }) => id === service.department)!
  const mailbox = mailboxes.find(({ id }) => id === service.mailbox)!
  const offices = municipality.file.offices.filter((office) =>
    [...municipality.groups.values()].some(
      (group) => group.officeId === office.id && group.minutes.has(slug),
    ),
  )
  return {
    ...summary,
    departmentName: inLanguage(department.name, lang),
    mailbox: {
      slug: mailbox.id,
      name: inLanguage(mailbox.name, lang),
      address: mailbox.address,
    },
    offices: offices.map(({ id, name }) => ({ slug: id, name: inLanguage(name, lang) })),
    texts: {
      de: describeText(service.text.de),
      ...(service.text.en && { en: describeText(service.text.en) }),
    },
  }
}

/** Services that fit the words of a query, the best first. */
export function searchCatalogue(
  municipality: Municipality,
  query: string,
  { lang, limit }: { lang: Language; limit: number },
): SearchResults {
  const matches = findMatches(describeCatalogue(municipality, lang).services, query)
  return {
    results: matches.slice(0, limit).map(({ entry: { slug, title, teaser }, score }) => ({
      kind: 'service' as const,
      slug,
      title,
      teaser,
      score,
    })),
    confident: matches.length > 0,
  }
}

function describeShortly(
  municipality: Municipality,
  service: Service,
  lang: Language,
): ServiceSummary {
  const { title, teaser } = inLanguage(service.text, lang)
  return {
    slug: service.id,
    title,
    teaser,
    department: service.department,
    lifeSituations: service.lifeSituations,
    channels: service.channels,
    bookable: municipality.isBookable(service.id),
    minutes: service.minutes,
    extraPersonMinutes: service.extraPersonMinutes ?? service.minutes,
    popularity: service.popularity,
    terms: service.terms,
  }
}

function describeText(text: Service['text']['de']): ServiceTextView {
  const { title, teaser, about, prerequisites, documents, steps } = text
  return {
    title,
    teaser,
    about,
    prerequisites,
    documents,
    steps,
    fee: text.fee ?? null,
    duration: text.duration ?? null,
    legal: text.legal ?? null,
  }
}

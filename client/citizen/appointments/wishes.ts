import type { WishedService } from '#shared/contracts/appointments.ts'
import type { ServiceSummary } from '#shared/contracts/catalogue.ts'
import type { Slug } from '#shared/contracts/fields.ts'
import type { OfficeView } from '#shared/contracts/tenants.ts'
import { visitMinutes } from '#shared/domain/visit.ts'
import type { LocationQuery, LocationQueryValue } from 'vue-router'

/** As many services as one appointment takes; the server refuses more. */
export const maxServices = 10

const wishPattern = /^([a-z0-9]+(?:-[a-z0-9]+)*)(?::([1-9]\d?))?$/

type QueryValue = LocationQueryValue | LocationQueryValue[] | undefined

/** The first value of a query parameter, which people may have written twice. */
export const firstOf = (value: QueryValue): string | undefined =>
  (Array.isArray(value) ? value[0] : value) ?? undefined

/** `?service=reisepass:2&service=…` → services with persons; what is unreadable or double is left out. */
export function parseWishes(value: QueryValue): WishedService[] {
  const wishes = new Map<Slug, WishedService>()
  for (const text of Array.isArray(value) ? value : [value]) {
    const [, slug, persons = '1'] = wishPattern.exec(text ?? '') ?? []
    if (slug && !wishes.has(slug))
      wishes.set(slug, { slug, persons: Math.min(Number(persons), 20) })
  }
  return [...wishes.values()].slice(0, maxServices)
}

/** The reverse: one person is not written out. */
export const wishTexts = (services: readonly WishedService[]): string[] =>
  services.map(({ slug, persons }) => (persons === 1 ? slug : `${slug}:${persons}`))

/** The place in time that stands in the query of the details page; null if part of it is missing. */
export function parseChoice(query: LocationQuery) {
  const office = firstOf(query.office)
  const date = firstOf(query.date)
  const start = firstOf(query.start)
  return office && date && start ? { office, date, start } : null
}

/** Minutes of the whole visit; services that are not known (yet) do not count. */
export const wishedMinutes = (
  services: readonly WishedService[],
  known: readonly ServiceSummary[],
): number =>
  visitMinutes(
    services.flatMap(({ slug, persons }) => {
      const service = known.find((candidate) => candidate.slug === slug)
      return service ? [{ ...service, persons }] : []
    }),
  )

/** How many people come: whoever needs two services is still one person. */
export const visitors = (services: readonly WishedService[]): number =>
  Math.max(0, ...services.map(({ persons }) => persons))

/** The offices where all of these can be done in one visit. */
export const officesServing = (
  offices: readonly OfficeView[],
  slugs: readonly Slug[],
): OfficeView[] => offices.filter((office) => slugs.every((slug) => office.services.includes(slug)))

/**
 * The fewest appointments, by and large, into which the wish falls if no office serves it whole:
 * what most can be done together comes first.
 */
export function separateVisits(offices: readonly OfficeView[], slugs: readonly Slug[]): Slug[][] {
  const visits: Slug[][] = []
  let open = [...slugs]
  while (open.length > 0) {
    const together = offices
      .map((office) => open.filter((slug) => office.services.includes(slug)))
      .reduce((best, candidate) => (candidate.length > best.length ? candidate : best), [])
    const visit = together.length > 0 ? together : open
    visits.push(visit)
    open = open.filter((slug) => !visit.includes(slug))
  }
  return visits
}

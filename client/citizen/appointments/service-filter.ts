import { fold } from '#client/citizen/tenant/fold.ts'
import type { ServiceSummary } from '#shared/contracts/catalogue.ts'

const searchable = ({ title, teaser, terms }: ServiceSummary) =>
  fold([title, ...terms, teaser].join(' '))

/** Services that hold every typed word, those with the words in their title first, then by popularity. */
export function filterServices(
  services: readonly ServiceSummary[],
  typed: string,
): ServiceSummary[] {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  const inTitle = (service: ServiceSummary) =>
    words.filter((word) => fold(service.title).includes(word)).length
  return services
    .filter((service) => words.every((word) => searchable(service).includes(word)))
    .sort((a, b) => inTitle(b) - inTitle(a) || byPopularity(a, b))
}

export const byPopularity = (a: ServiceSummary, b: ServiceSummary): number =>
  b.popularity - a.popularity || a.title.localeCompare(b.title, 'de')

import type { Channel } from '../contracts/entries.ts'
import type { SearchBundle } from '../contracts/search.ts'

/** What somebody narrows a search to. */
export interface SearchFilter {
  /** A life situation. */
  topic?: string | undefined
  channel?: Channel | undefined
}

type Entries = {
  services: readonly Pick<
    SearchBundle['services'][number],
    'slug' | 'lifeSituations' | 'channels'
  >[]
  faq: readonly Pick<SearchBundle['faq'][number], 'slug' | 'lifeSituations' | 'services'>[]
}

/**
 * Whether an entry stays when a search is narrowed. A question goes with the services it is about:
 * it stays if one of them can be done in that way.
 */
export function entryFilter(
  { services, faq }: Entries,
  { topic, channel }: SearchFilter,
): (entry: { kind: string; slug: string }) => boolean {
  if (!topic && !channel) return () => true
  const ofTopic = (entry: { lifeSituations: readonly string[] }) =>
    !topic || entry.lifeSituations.includes(topic)
  const inWay = new Set(
    services
      .filter(({ channels }) => !channel || channels.includes(channel))
      .map(({ slug }) => slug),
  )
  const stays = new Set([
    ...services
      .filter((service) => ofTopic(service) && inWay.has(service.slug))
      .map(({ slug }) => `service ${slug}`),
    ...faq
      .filter((entry) => ofTopic(entry))
      .filter((entry) => !channel || entry.services.some((slug) => inWay.has(slug)))
      .map(({ slug }) => `faq ${slug}`),
  ])
  return ({ kind, slug }) => stays.has(`${kind} ${slug}`)
}

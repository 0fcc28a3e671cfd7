import type { Prepared } from '#server/catalogue/search.ts'
import type { Deps } from '#server/deps.ts'
import { type Municipality, inLanguage } from '#server/tenants/municipality.ts'
import type { Language } from '#shared/contracts/fields.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { type Routing, prepareRouting } from '#shared/search/routing.ts'
import { type SearchIndex, buildIndex } from '#shared/search/search-index.ts'

/** All that proposals need of a municipality in a language. */
export interface Routed extends Prepared {
  routing: Routing
  /** The topics, found by their names and terms. */
  topics: SearchIndex
}

/** What is prepared for proposals, as long as the catalogue stays as it is. */
export class Routings {
  readonly #known = new WeakMap<Prepared, Routed>()

  of(
    { clock, searches }: Pick<Deps, 'clock' | 'searches'>,
    municipality: Municipality,
    lang: Language,
  ): Routed {
    const { date: today } = localMoment(clock.now(), municipality.zone)
    const prepared = searches.prepare(municipality, { lang, today })
    let routed = this.#known.get(prepared)
    if (!routed) this.#known.set(prepared, (routed = prepareRouted(municipality, lang, prepared)))
    return routed
  }
}

function prepareRouted({ file }: Municipality, lang: Language, prepared: Prepared): Routed {
  const { topics } = file.requests
  const termsOf = (mailboxId: string) =>
    topics.flatMap(({ mailbox, name, terms }) =>
      mailbox === mailboxId ? [name.de, ...(name.en ? [name.en] : []), ...terms] : [],
    )
  const mailboxes = file.mailboxes.map(({ id, name }) => ({
    id,
    names: Object.values(name),
    terms: termsOf(id),
  }))
  const topicIndex = buildIndex(
    topics.map(({ id, name, terms }) => ({
      kind: 'service',
      slug: id,
      title: inLanguage(name, lang),
      teaser: '',
      terms,
      translations: Object.values(name),
      body: [],
      services: [],
      popularity: 0,
    })),
  )
  const { bundle, index } = prepared
  const routing = prepareRouting(index, bundle, mailboxes, file.tenant.generalMailbox)
  return { ...prepared, routing, topics: topicIndex }
}

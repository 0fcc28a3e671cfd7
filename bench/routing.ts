import { buildIndex } from '#shared/search/search-index.ts'
import { type Routing, prepareRouting, proposeMailboxes } from '#shared/search/routing.ts'
import { searchablesOf } from '#shared/search/searchables.ts'
import type { Run } from './benchmark.ts'
import { type Rated, halfOf, readRated } from './search/rated.ts'
import { bundleOf, readMusterstadt } from './search/texts.ts'
import { formatMs, formatShare, formatTable } from './table.ts'
import { median, percentile } from './statistics.ts'

/** How often what residents write reaches the right mailbox at the first attempt. */
export async function routing({ log }: Run): Promise<void> {
  const municipality = readMusterstadt()
  const bundle = bundleOf(municipality)
  const { mailboxes, tenant } = municipality.file
  const prepared = prepareRouting(
    buildIndex(searchablesOf(bundle)),
    bundle,
    mailboxes.map(({ id, name }) => ({ id, names: Object.values(name) })),
    tenant.generalMailbox,
  )
  const right = rightMailboxes(prepared)
  const rated = [...readRated('dev'), ...readRated('own')].filter(({ accept }) => accept.length > 0)
  const groups: [string, Rated[]][] = [
    ['all', rated],
    ['tune', rated.filter((one) => halfOf(one) === 'tune')],
    ['held out', rated.filter((one) => halfOf(one) === 'held')],
    ...[...Map.groupBy(rated, ({ kind }) => kind)].sort(([a], [b]) => (a < b ? -1 : 1)),
  ]
  const times: number[] = []
  const rows = groups.map(([name, queries]) => {
    const places = queries.map((query) => {
      const started = performance.now()
      const proposals = proposeMailboxes(prepared, query.q)
      times.push(performance.now() - started)
      return proposals.findIndex(({ mailbox }) => right(query).has(mailbox))
    })
    const share = (isGood: (place: number) => boolean) =>
      formatShare(places.filter(isGood).length / places.length)
    return [
      name,
      String(queries.length),
      share((place) => place === 0),
      share((place) => place >= 0 && place < 3),
    ]
  })
  log(
    `  ${mailboxes.length} mailboxes; right is the mailbox of an entry that answers the query. ` +
      `Time ${formatMs(median(times))} ms, p95 ${formatMs(percentile(times, 0.95))} ms.`,
  )
  log(formatTable(['queries', 'count', 'first proposal', 'among three'], rows))
}

function rightMailboxes({ mailboxOf }: Routing): (query: Rated) => Set<string> {
  return ({ accept }) =>
    new Set(
      accept.flatMap((slug) => [
        mailboxOf.get(`service ${slug}`) ?? '',
        mailboxOf.get(`faq ${slug}`) ?? '',
      ]),
    )
}

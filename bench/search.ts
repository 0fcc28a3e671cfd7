import { gzipSync } from 'node:zlib'
import type { PackedBundle } from '#shared/contracts/packed-bundle.ts'
import type { SearchBundle } from '#shared/contracts/search.ts'
import { packBundle, unpackBundle } from '#shared/search/packed-bundle.ts'
import { buildIndex } from '#shared/search/search-index.ts'
import { searchablesOf } from '#shared/search/searchables.ts'
import type { Run } from './benchmark.ts'
import { searchOnPhone } from './search/phone.ts'
import { readRated } from './search/rated.ts'
import { type Engine, engines } from './search/rivals.ts'
import { type Answered, ask, isInScope, scoreOf, timesOf } from './search/scores.ts'
import { bundleOf, readMusterstadt } from './search/texts.ts'
import { median, percentile, timeInTurn } from './statistics.ts'
import { formatMs, formatShare, formatTable } from './table.ts'

/** What must hold on queries that nobody tuned for. */
const targets = { first: 0.85, three: 0.95, none: 0.02, elsewhere: 0.8 }
/** What a phone is to keep, and of how much. */
const budget = { services: 180, faq: 100, kib: 150 }

interface Asked extends Engine {
  answered: Answered[]
}

/** Whether residents find the right entry: our engine and others over the same texts. */
export async function search({ small, log }: Run): Promise<void> {
  const bundle = bundleOf(readMusterstadt())
  const entries = searchablesOf(bundle)
  const asked = engines.map((engine): Asked => {
    const find = engine.prepare(entries)
    const all = [...ask(find, readRated('dev'), 'dev'), ...ask(find, readRated('own'), 'own')]
    return { ...engine, answered: all }
  })
  log(
    `  ${bundle.services.length} services, ${bundle.faq.length} questions and ` +
      `${bundle.authorities.length} other authorities; every engine at its defaults.`,
  )
  log(byHalf(asked[0]!))
  log('\n  right first / among the first three, per kind of query')
  log(byKind(asked))
  log('')
  log(await costs(asked, entries, small))
  log('')
  log(sizes(bundle))
  const queries = asked[0]!.answered.map(({ rated }) => rated.q)
  log(await onPhone(packBundle(bundle), small ? queries.slice(0, 50) : queries))
}

/** What was tuned for beside what was not; the given queries were known to who wrote the terms. */
function byHalf({ answered }: Asked): string {
  const row = (name: string, of: (one: Answered) => boolean) => {
    const inScope = scoreOf(answered.filter((one) => of(one) && isInScope(one)))
    const outside = scoreOf(answered.filter((one) => of(one) && !isInScope(one)))
    return [
      name,
      String(inScope.count + outside.count),
      formatShare(inScope.first),
      formatShare(inScope.three),
      formatShare(inScope.none),
      formatShare(inScope.doubted),
      formatShare(outside.doubted),
    ]
  }
  const rows = (['dev', 'own'] as const).flatMap((set) =>
    (['tune', 'held'] as const).map((half) =>
      row(
        `${set === 'dev' ? 'given' : 'own'}, ${half === 'held' ? 'held out' : 'tuned on'}`,
        (one) => one.set === set && one.half === half,
      ),
    ),
  )
  return formatTable(
    ['ours', 'queries', 'first', 'first three', 'no result', 'doubted', 'out of scope recognised'],
    [
      ...rows,
      row('held out, both', ({ half }) => half === 'held'),
      [
        'target',
        '',
        `≥ ${formatShare(targets.first)}`,
        `≥ ${formatShare(targets.three)}`,
        `≤ ${formatShare(targets.none)}`,
        '',
        `≥ ${formatShare(targets.elsewhere)}`,
      ],
    ],
  )
}

function byKind(asked: readonly Asked[]): string {
  const kinds = new Set(asked[0]!.answered.filter(isInScope).map(({ rated }) => rated.kind))
  const row = (name: string, cell: (one: Asked) => string) => [name, ...asked.map(cell)]
  const both = (answered: readonly Answered[]) => {
    const { first, three } = scoreOf(answered)
    return `${formatShare(first).replace(' %', '')} / ${formatShare(three)}`
  }
  const inScope = ({ answered }: Asked) => answered.filter(isInScope)
  const held = (one: Asked) => inScope(one).filter(({ half }) => half === 'held')
  return formatTable(
    ['', ...asked.map(({ name }) => name)],
    [
      ...[...kinds]
        .sort()
        .map((kind) =>
          row(kind, (one) => both(one.answered.filter(({ rated }) => rated.kind === kind))),
        ),
      row('all', (one) => both(inScope(one))),
      row('all held out', (one) => both(held(one))),
      row('no result', (one) => formatShare(scoreOf(inScope(one)).none)),
      row('out of scope recognised', (one) =>
        formatShare(scoreOf(one.answered.filter((each) => !isInScope(each))).doubted),
      ),
      row('ms a query, median', (one) => formatMs(timesOf(one.answered).median)),
      row('ms a query, p95', (one) => formatMs(timesOf(one.answered).p95)),
    ],
  )
}

async function costs(
  asked: readonly Asked[],
  entries: Parameters<Engine['prepare']>[0],
  small: boolean,
): Promise<string> {
  const times = await timeInTurn(
    Object.fromEntries(asked.map(({ name, prepare }) => [name, () => prepare(entries)])),
    small ? { rounds: 1, warmUp: 0 } : { rounds: 7, warmUp: 2 },
  )
  return formatTable(
    ['ms to index all', ...asked.map(({ name }) => name)],
    [
      ['median', ...asked.map(({ name }) => formatMs(times[name]!.median))],
      ['best', ...asked.map(({ name }) => formatMs(times[name]!.best))],
    ],
  )
}

function sizes(bundle: SearchBundle): string {
  const kib = (part: SearchBundle) =>
    String(Math.round(gzipSync(JSON.stringify(packBundle(part))).length / 1024))
  const { services, faq, authorities } = bundle
  const budgeted = {
    ...bundle,
    services: services.slice(0, budget.services),
    faq: faq.slice(0, budget.faq),
  }
  const counts = `${budget.services} services, ${budget.faq} questions`
  return formatTable(
    ['offline bundle, all a phone needs to search and read', 'KiB gzip', 'target'],
    [
      [counts, kib({ ...budgeted, authorities: [] }), `≤ ${budget.kib}`],
      [`${counts}, ${authorities.length} other authorities`, kib(budgeted), ''],
      [`all of the city: ${services.length}, ${faq.length}`, kib(bundle), ''],
    ],
  )
}

async function onPhone(bundle: PackedBundle, queries: readonly string[]): Promise<string> {
  const { parseMs, buildMs, queryMs } = await searchOnPhone(bundle, queries)
  const entries = searchablesOf(unpackBundle(bundle))
  const index = buildIndex(entries)
  const find = engines[0]!.prepare(entries)
  const answered = [...ask(find, readRated('dev'), 'dev'), ...ask(find, readRated('own'), 'own')]
  const held = scoreOf(answered.filter((one) => one.half === 'held' && isInScope(one)))
  return formatTable(
    ['on a phone; in Chromium with its processor 4 times slower', 'ms', 'target'],
    [
      ['held-out queries, right first', formatShare(held.first), `≥ ${formatShare(targets.first)}`],
      ['held-out queries, first three', formatShare(held.three), `≥ ${formatShare(targets.three)}`],
      ['a query, median', formatMs(median(queryMs)), ''],
      ['a query, p95', formatMs(percentile(queryMs, 0.95)), '≤ 30'],
      [`once: index of ${index.stems.length.toLocaleString('en')} stems`, formatMs(buildMs), ''],
      ['once: reading the bundle', formatMs(parseMs), ''],
    ],
  )
}

import type { Deps } from '#server/deps.ts'
import { type Municipality, inLanguage } from '#server/tenants/municipality.ts'
import type { RoutingFigures } from '#shared/contracts/mailbox-teams.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { mailboxOf } from '../mailbox.ts'
import { topicNameOf } from '../topics.ts'
import { listCorrections, listRoutingMonths } from './routing.queries.ts'

/** The share that reached the right mailbox at the first attempt, by topic: counts, and nothing else. */
export async function readRoutingFigures(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  municipality: Municipality,
  months: number,
): Promise<RoutingFigures> {
  const since = monthsBack(localMoment(clock.now(), municipality.zone).date, months - 1)
  const rows = await listRoutingMonths(db, municipality.id, since)
  const corrections = await listCorrections(db, municipality.id, since)
  const keys = [...new Set([...rows, ...corrections].map(({ topic }) => topic))]
  const topics = keys.map((key) => {
    const own = rows.filter(({ topic }) => topic === key)
    return {
      ...nameOf(municipality, key),
      total: sum(own.map(({ total }) => total)),
      first: sum(own.map(({ first }) => first)),
      corrections: summed(
        municipality,
        corrections.filter(({ topic }) => topic === key),
      ),
    }
  })
  return {
    total: sum(topics.map(({ total }) => total)),
    first: sum(topics.map(({ first }) => first)),
    topics: topics.sort((a, b) => b.total - a.total || (a.name ?? '').localeCompare(b.name ?? '')),
  }
}

function summed(
  municipality: Municipality,
  rows: { from_mailbox_id: string; to_mailbox_id: string; count: number }[],
): RoutingFigures['topics'][number]['corrections'] {
  const name = (id: string) => mailboxOf(municipality, { mailbox_id: id }, 'de').name
  const ways = Map.groupBy(rows, (row) => `${row.from_mailbox_id} ${row.to_mailbox_id}`)
  return [...ways.values()]
    .map((way) => ({
      from: name(way[0]!.from_mailbox_id),
      to: name(way[0]!.to_mailbox_id),
      count: sum(way.map(({ count }) => count)),
    }))
    .sort((a, b) => b.count - a.count)
}

/** `topic strassenschaden`, `service wohngeld`, or nothing. */
function nameOf(municipality: Municipality, key: string) {
  const [kind, slug = null] = key.split(' ')
  if (slug === null) return { slug, name: null }
  const service = municipality.services.get(slug)
  const name =
    kind === 'topic'
      ? topicNameOf(municipality, { topic_id: slug }, 'de')
      : service && inLanguage(service.text, 'de').title
  return { slug, name: name ?? slug }
}

/** `2026-09` */
function monthsBack(date: string, months: number): string {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - months
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + Number(number), 0)
}

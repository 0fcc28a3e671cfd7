import type { SearchBundle } from '../contracts/search.ts'
import { readQuery } from './query.ts'
import { rank } from './rank.ts'
import { type Searchable, type SearchIndex, buildIndex } from './search-index.ts'

/** What a mailbox is found by besides the entries that lead to it. */
export interface RoutedMailbox {
  id: string
  /** In every language that there is. */
  names: readonly string[]
  terms?: readonly string[]
}

/** All that proposing needs of a municipality, prepared once. */
export interface Routing {
  entries: SearchIndex
  mailboxes: SearchIndex
  /** Mailbox by kind and slug of an entry: `service wohngeld`. */
  mailboxOf: ReadonlyMap<string, string>
  generalMailbox: string
}

/**
 * How often a request with this key was in the end answered by this mailbox. The key is one of
 * `routingKeysOf`: an entry, or a word that the catalogue itself uses. It holds no free text.
 */
export interface PastRouting {
  key: string
  mailbox: string
  count: number
}

export interface MailboxProposal {
  mailbox: string
  /** 0 to 1. */
  score: number
  /** What points there; the general mailbox needs no other reason than that nothing else does. */
  reason: {
    kind: 'service' | 'faq' | 'mailbox' | 'past' | 'general'
    slug: string
    title: string
  }
}

/** Prepares proposals from the index of a bundle and the mailboxes that there are. */
export function prepareRouting(
  index: SearchIndex,
  { services, faq }: Pick<SearchBundle, 'services' | 'faq'>,
  mailboxes: readonly RoutedMailbox[],
  generalMailbox: string,
): Routing {
  const known = new Set(mailboxes.map(({ id }) => id))
  const entries = [
    ...services.map(({ slug, mailbox }) => [`service ${slug}`, mailbox.slug] as const),
    ...faq.map(({ slug, mailbox }) => [`faq ${slug}`, mailbox.slug] as const),
  ]
  return {
    entries: index,
    mailboxes: buildIndex(mailboxes.map(asSearchable)),
    mailboxOf: new Map(entries.filter(([, mailbox]) => known.has(mailbox))),
    generalMailbox,
  }
}

function asSearchable({
  id,
  names: [name = id, ...others],
  terms = [],
}: RoutedMailbox): Searchable {
  return {
    kind: 'service',
    slug: id,
    title: name,
    teaser: '',
    terms,
    translations: others,
    body: [],
    services: [],
    popularity: 0,
  }
}

const proposedAtMost = 3
/** What points to a mailbox less than this share as well as the best to its own is noise. */
const noiseShare = 0.4
/** Below it nothing really points there. */
const leastScore = 0.3
/** Of entries that point to the same mailbox, what each further one adds to the best. */
const furtherEntry = 0.12
const entriesAtMost = 8
/** The name of a mailbox says less than an entry that leads there. */
const nameShare = 0.8
/** An entry’s own mailbox counts like so many confirmed routings of it. */
const prior = 4
/** What words say that led somewhere before, compared with entries. */
const pastShare = 0.5

interface Evidence {
  mailbox: string
  score: number
  reason: MailboxProposal['reason']
}

/**
 * The mailboxes that a matter in a resident’s words likely belongs to, the likeliest first: at most
 * three, then the general one as the last resort. What was confirmed before shifts the balance.
 */
export function proposeMailboxes(
  routing: Routing,
  text: string,
  past: readonly PastRouting[] = [],
): MailboxProposal[] {
  const history = new History(past)
  const evidence = [
    ...fromEntries(routing, text, history),
    ...fromNames(routing, text),
    ...fromWords(routing, text, history),
  ]
  const proposals = [...new Set(evidence.map(({ mailbox }) => mailbox))]
    .map((mailbox) =>
      addUp(
        mailbox,
        evidence.filter((one) => one.mailbox === mailbox),
      ),
    )
    .sort((a, b) => b.score - a.score)
  const best = proposals[0]?.score ?? 0
  const likely = proposals
    .filter(({ score }) => score >= Math.max(leastScore, noiseShare * best))
    .slice(0, proposedAtMost)
  const general = routing.generalMailbox
  if (likely.some(({ mailbox }) => mailbox === general)) return likely
  const reason = { kind: 'general' as const, slug: general, title: '' }
  return [...likely, { mailbox: general, score: 0, reason }]
}

/**
 * What to count when a request has reached the right mailbox, so that later proposals are better:
 * the entry that fits best, and those of its words that stand in titles and terms of the catalogue.
 */
export function routingKeysOf({ entries }: Routing, text: string): string[] {
  const units = readQuery(entries, text)
  const [best] = rank(entries, units).filter(({ entry }) => entry.kind !== 'elsewhere')
  return [...(best ? [keyOf(best.entry)] : []), ...wordKeys(entries, text)]
}

const keyOf = ({ kind, slug }: Searchable): string => `${kind} ${slug}`

function wordKeys(entries: SearchIndex, text: string): string[] {
  return readQuery(entries, text).flatMap(({ word }) => {
    const number = entries.numbers.get(word.stem)
    return number !== undefined && entries.prominent[number] ? [`word ${word.stem}`] : []
  })
}

/** Confirmed routings by key. */
class History {
  readonly #counts = new Map<string, Map<string, number>>()

  constructor(past: readonly PastRouting[]) {
    for (const { key, mailbox, count } of past) {
      const counts = this.#counts.get(key) ?? new Map<string, number>()
      this.#counts.set(key, counts)
      counts.set(mailbox, (counts.get(mailbox) ?? 0) + count)
    }
  }

  of(key: string): ReadonlyMap<string, number> {
    return this.#counts.get(key) ?? new Map<string, number>()
  }
}

/** The share of each mailbox in what was confirmed, with the one that is named beforehand. */
function sharesOf(counts: ReadonlyMap<string, number>, named?: string): [string, number][] {
  const all = new Map(counts)
  if (named !== undefined) all.set(named, (all.get(named) ?? 0) + prior)
  const sum = [...all.values()].reduce((total, count) => total + count, 0)
  return [...all].map(([mailbox, count]) => [mailbox, count / sum])
}

function fromEntries({ entries, mailboxOf }: Routing, text: string, history: History): Evidence[] {
  return rank(entries, readQuery(entries, text))
    .filter(({ entry }) => entry.kind !== 'elsewhere')
    .slice(0, entriesAtMost)
    .flatMap(({ entry, score }) => {
      const own = mailboxOf.get(keyOf(entry))
      const kind = entry.kind === 'faq' ? ('faq' as const) : ('service' as const)
      const reason = { kind, slug: entry.slug, title: entry.title }
      return sharesOf(history.of(keyOf(entry)), own).map(([mailbox, share]) => ({
        mailbox,
        score: score * share,
        reason,
      }))
    })
}

function fromNames({ mailboxes }: Routing, text: string): Evidence[] {
  return rank(mailboxes, readQuery(mailboxes, text))
    .slice(0, proposedAtMost)
    .map(({ entry: { slug, title }, score }) => ({
      mailbox: slug,
      score: nameShare * score,
      reason: { kind: 'mailbox', slug, title },
    }))
}

function fromWords({ entries }: Routing, text: string, history: History): Evidence[] {
  const keys = wordKeys(entries, text)
  return keys.flatMap((key) => {
    const counts = history.of(key)
    const sum = [...counts.values()].reduce((total, count) => total + count, 0)
    // A single case proves little.
    const trust = sum / (sum + prior) / keys.length
    return sharesOf(counts).map(([mailbox, share]) => ({
      mailbox,
      score: pastShare * trust * share,
      reason: { kind: 'past' as const, slug: mailbox, title: key.slice('word '.length) },
    }))
  })
}

/** The best evidence, and a little for each further one; several words before add up. */
function addUp(mailbox: string, evidence: readonly Evidence[]): MailboxProposal {
  const sorted = evidence.toSorted((a, b) => b.score - a.score)
  const [best, ...others] = sorted as [Evidence, ...Evidence[]]
  const more = others.reduce(
    (sum, { score, reason }) => sum + score * (reason.kind === 'past' ? 1 : furtherEntry),
    0,
  )
  const [told = best] = sorted.filter(({ reason }) => reason.kind !== 'past')
  return { mailbox, score: Math.min(1, best.score + more), reason: told.reason }
}

import { median, percentile } from '../statistics.ts'
import { type Half, type Rated, halfOf } from './rated.ts'
import type { Answer } from './rivals.ts'

/** What one engine answered to one query. */
export interface Answered {
  rated: Rated
  half: Half
  set: 'dev' | 'own'
  answer: Answer
  ms: number
}

/** Shares of queries, 0 to 1; of those out of scope only the last counts. */
export interface Score {
  count: number
  first: number
  three: number
  none: number
  /** Of what we do answer: told that it does not fit, or that somebody else is responsible. */
  doubted: number
}

export function ask(
  search: (query: string) => Answer,
  rated: readonly Rated[],
  set: 'dev' | 'own',
): Answered[] {
  return rated.map((one) => {
    const started = performance.now()
    const answer = search(one.q)
    return { rated: one, half: halfOf(one), set, answer, ms: performance.now() - started }
  })
}

export const isInScope = ({ rated }: Answered) => rated.accept.length > 0

export function scoreOf(answered: readonly Answered[]): Score {
  const places = answered.map(({ rated, answer }) =>
    answer.slugs.findIndex((slug) => rated.accept.includes(slug)),
  )
  const share = (count: number) => count / answered.length
  return {
    count: answered.length,
    first: share(places.filter((place) => place === 0).length),
    three: share(places.filter((place) => place >= 0 && place < 3).length),
    none: share(answered.filter(({ answer }) => answer.slugs.length === 0).length),
    doubted: share(answered.filter(({ answer }) => answer.isElsewhere).length),
  }
}

export function timesOf(answered: readonly Answered[]): { median: number; p95: number } {
  const times = answered.map(({ ms }) => ms)
  return { median: median(times), p95: percentile(times, 0.95) }
}

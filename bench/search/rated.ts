import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

const Rated = v.strictObject({
  q: v.string(),
  lang: v.picklist(['de', 'de-simple', 'en', 'tr', 'uk']),
  kind: v.string(),
  /** Slugs of services and questions that answer it; none where no town hall does. */
  accept: v.array(v.string()),
})
export type Rated = v.InferOutput<typeof Rated>

/** `tune` is what ranking may be fitted to; `held` is only ever measured. */
export type Half = 'tune' | 'held'

/** The rated queries: those of the start, about services, and our own, mostly about questions. */
export function readRated(set: 'dev' | 'own'): Rated[] {
  return readFileSync(join(import.meta.dirname, `queries-${set}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => v.parse(Rated, JSON.parse(line)))
}

/** Which half a query belongs to, by a hash of its words: it never changes sides. */
export function halfOf({ q }: Rated): Half {
  return createHash('sha256').update(q).digest()[0]! % 2 === 0 ? 'tune' : 'held'
}

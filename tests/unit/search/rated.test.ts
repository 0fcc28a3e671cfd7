import { describe, expect, it } from 'vitest'
import { type Rated, halfOf, readRated } from '#bench/search/rated.ts'
import { search } from '#shared/search/search.ts'
import type { SearchIndex } from '#shared/search/search-index.ts'
import { index } from './musterstadt.ts'

const rated = [...readRated('dev'), ...readRated('own')]
const inScope = rated.filter(({ accept }) => accept.length > 0)
const heldOut = inScope.filter((query) => halfOf(query) === 'held')
const outOfScope = rated.filter(({ accept }) => accept.length === 0)
const ofKind = (kind: string) => inScope.filter((query) => query.kind === kind)

/** The share of queries for which an entry that answers them stands this far up. */
function shareAmong(first: number, queries: readonly Rated[], searched: SearchIndex = index) {
  const found = queries.filter(({ q, accept }) =>
    search(searched, q)
      .results.slice(0, first)
      .some(({ entry: { slug } }) => accept.includes(slug)),
  )
  return found.length / queries.length
}

/** Indexes of which one ability is switched off. */
const withoutTrigrams: SearchIndex = {
  ...index,
  byTrigram: { starts: new Uint32Array(index.byTrigram.starts.length), at: new Uint32Array() },
}
const withoutSlips: SearchIndex = { ...withoutTrigrams, bySound: new Map(), bySounds: [] }
const withoutCompounds: SearchIndex = { ...index, split: () => [] }

describe('of the rated queries', () => {
  it('85 of 100 that nothing was tuned on find the right entry first, 95 among the first three', () => {
    expect(heldOut.length).toBeGreaterThan(400)
    expect(shareAmong(1, heldOut)).toBeGreaterThan(0.87)
    expect(shareAmong(3, heldOut)).toBeGreaterThan(0.95)
  })

  it('fewer than 2 of 100 find nothing', () => {
    const none = inScope.filter(({ q }) => search(index, q).results.length === 0)
    expect(none.length / inScope.length).toBeLessThan(0.02)
  })

  it('those with typing errors find it, which takes looking at letters and at sounds', () => {
    expect(shareAmong(1, ofKind('typo'))).toBeGreaterThan(0.92)
    expect(shareAmong(3, ofKind('typo'))).toBeGreaterThan(0.97)
    expect(shareAmong(1, ofKind('typo'), withoutTrigrams)).toBeLessThan(0.92)
    expect(shareAmong(3, ofKind('typo'), withoutSlips)).toBeLessThan(0.8)
  })

  it('those with compounds that the catalogue does not have find it, which takes their parts', () => {
    expect(shareAmong(3, ofKind('compound'))).toBeGreaterThan(0.97)
    expect(shareAmong(3, ofKind('compound'), withoutCompounds)).toBeLessThan(0.8)
  })

  it('those in other languages find the German entry', () => {
    for (const kind of ['english', 'turkish', 'ukrainian']) {
      expect(shareAmong(3, ofKind(kind))).toBeGreaterThan(0.9)
    }
  })

  it('90 of 100 that no town hall answers are recognised, and few of the others doubted', () => {
    const isRecognised = ({ q }: Rated) => {
      const { confident, elsewhere } = search(index, q)
      return !confident || elsewhere.length > 0
    }
    expect(outOfScope.filter(isRecognised).length / outOfScope.length).toBeGreaterThan(0.9)
    const doubted = inScope.filter(({ q }) => !search(index, q).confident)
    expect(doubted.length / inScope.length).toBeLessThan(0.05)
  })
})

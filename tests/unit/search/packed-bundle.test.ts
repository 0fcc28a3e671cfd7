import { gzipSync } from 'node:zlib'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { halfOf, readRated } from '#bench/search/rated.ts'
import { PackedBundle } from '#shared/contracts/packed-bundle.ts'
import { packBundle, unpackBundle } from '#shared/search/packed-bundle.ts'
import { packPhrases, unpackPhrases } from '#shared/search/packed-phrases.ts'
import { buildIndex } from '#shared/search/search-index.ts'
import { search } from '#shared/search/search.ts'
import { searchablesOf } from '#shared/search/searchables.ts'
import { bundle } from './musterstadt.ts'

const packed = packBundle(bundle)
const arrived = unpackBundle(JSON.parse(JSON.stringify(packed)) as PackedBundle)

/** What is read, without what is only searched. */
const read = <Entry extends { terms: unknown; alsoCalled: unknown }>(entries: readonly Entry[]) =>
  entries.map(({ terms: _terms, alsoCalled: _alsoCalled, ...shown }) => shown)

describe('a bundle on its way to a phone', () => {
  it('keeps every text and every fact', () => {
    expect(v.safeParse(PackedBundle, packed).issues).toBeUndefined()
    expect(read(arrived.services)).toEqual(read(bundle.services))
    expect(read(arrived.faq)).toEqual(read(bundle.faq))
    expect(read(arrived.authorities)).toEqual(read(bundle.authorities))
  })

  it('lets the phone find what nothing was tuned on as well as the server', () => {
    const index = buildIndex(searchablesOf(arrived))
    const held = [...readRated('dev'), ...readRated('own')].filter(
      (query) => query.accept.length > 0 && halfOf(query) === 'held',
    )
    const shareAmong = (first: number) =>
      held.filter(({ q, accept }) =>
        search(index, q)
          .results.slice(0, first)
          .some(({ entry: { slug } }) => accept.includes(slug)),
      ).length / held.length
    expect(shareAmong(1)).toBeGreaterThan(0.87)
    expect(shareAmong(3)).toBeGreaterThan(0.95)
  })

  it('has room for 180 services and 100 questions in 150 KiB', () => {
    const { services, faq } = bundle
    const asked = { services: services.slice(0, 180), faq: faq.slice(0, 100), authorities: [] }
    const json = JSON.stringify(packBundle({ ...bundle, ...asked }))
    expect(gzipSync(json).length).toBeLessThan(150 * 1024)
  })

  it('may be empty', () => {
    const empty = { ...bundle, services: [], faq: [], authorities: [] }
    expect(unpackBundle(packBundle(empty))).toEqual(empty)
  })
})

describe('the phrases of an entry', () => {
  const afterwards = (texts: string[], title?: string) => unpackPhrases(packPhrases(texts, title))

  it('keep the words that say something', () => {
    expect(afterwards(['Was tun, wenn der Ausweis weg ist?'])).toEqual(['ausweis weg'])
  })

  it('begin alike only once', () => {
    expect(packPhrases(['Ausweis alt', 'Ausweis kaputt'])).toBe('ausweis alt,~kaputt')
    expect(afterwards(['Ausweis alt', 'Ausweis kaputt'])).toEqual(['ausweis alt', 'ausweis kaputt'])
  })

  it('are not said twice, however their words are bent and ordered', () => {
    expect(afterwards(['neuer Ausweis', 'Ausweis neu', 'neue Ausweise'])).toEqual(['ausweis neuer'])
  })

  it('leave out what the title and others say, but no single word', () => {
    expect(afterwards(['Ausweis verlängern', 'Ausweis'], 'Ausweis verlängern')).toEqual(['ausweis'])
  })

  it('may be none', () => {
    expect(afterwards([])).toEqual([])
    expect(afterwards(['und', '?!'])).toEqual([])
  })
})

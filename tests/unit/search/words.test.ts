import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closeness } from '#shared/search/closeness.ts'
import { createSplitter } from '#shared/search/compounds.ts'
import { fold } from '#shared/search/fold.ts'
import { soundOf } from '#shared/search/sound.ts'
import { stem } from '#shared/search/stem.ts'
import { createReader, wordsOf } from '#shared/search/words.ts'
import { searchables } from './musterstadt.ts'

const stemOf = (word: string) => stem(fold(word))
const vocabulary = [
  ...new Set(searchables.flatMap(({ title }) => title.split(/[\s(),.?]+/))),
].filter((word) => word.length > 3)
const anyWord = fc.constantFrom(...vocabulary)

describe('a folded word', () => {
  it('stays as it is when it is folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
    for (const word of vocabulary) expect(fold(fold(word))).toBe(fold(word))
  })

  it('is the same with umlauts, with two letters for them, and without', () => {
    fc.assert(
      fc.property(anyWord, (word) => {
        const bare = word.replace(/[äöüÄÖÜ]/g, (letter) => letter.normalize('NFD')[0]!)
        const paired = word.replace(/[äöüÄÖÜ]/g, (letter) => `${letter.normalize('NFD')[0]!}e`)
        expect(fold(bare)).toBe(fold(word))
        expect(fold(word.normalize('NFD'))).toBe(fold(word))
        // „Bäume“, but „aeue“ could be read in more than one way.
        if (!/[aeiouq][äöü]|[äöü][aeiou]/i.test(word)) expect(fold(paired)).toBe(fold(word))
      }),
    )
  })

  it('is the same with ß and with ss, whichever was meant', () => {
    fc.assert(
      fc.property(anyWord, (word) => {
        expect(fold(word.replaceAll('ß', 'ss'))).toBe(fold(word))
        expect(fold(word.replaceAll('ss', 'ß'))).toBe(fold(word))
      }),
    )
  })
})

describe('a stem', () => {
  it.each([
    ['Anmeldung', 'anmelden', 'angemeldet', 'Anmeldungen'],
    ['verloren', 'Verlust', 'verliere', 'verlor'],
    ['Umzug', 'umziehen', 'umgezogen', 'umzog'],
    ['Bescheinigung', 'Bescheinigungen'],
    ['gestohlen', 'stehlen', 'stahl'],
    ['Hunde', 'Hundes', 'Hunden'],
  ])('is one for %s and %s …', (first, ...others) => {
    for (const other of others) expect(stemOf(other)).toBe(stemOf(first))
  })

  it.each([
    ['anmelden', 'abmelden'],
    ['ummelden', 'anmelden'],
    ['Pass', 'Passau'],
    ['Rente', 'Rentier'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(stemOf(one)).not.toBe(stemOf(other))
  })
})

describe('a word as it sounds', () => {
  it.each([
    ['Führerschein', 'fürerschein'],
    ['Ausweis', 'ausweiß'],
    ['Elterngeld', 'elterngelt'],
    ['Sperrmüll', 'spermül'],
    ['Physiotherapie', 'fysioterapie'],
  ])('is the same for %s and %s', (right, written) => {
    expect(soundOf(fold(written))).toBe(soundOf(fold(right)))
  })

  it('is close to itself with one letter less, and not to another short word', () => {
    expect(closeness('ausfais', 'ausfas')).toBeGreaterThan(0.6)
    expect(closeness('pas', 'pos')).toBe(0)
  })
})

describe('a compound', () => {
  const split = createSplitter(['hund', 'steuer', 'anmeldung', 'kinder', 'garten', 'platz'])
  const parts = (word: string) => split(fold(word)).map(({ word: part }) => part)

  it('comes apart into words that the catalogue knows', () => {
    expect(parts('Hundesteueranmeldung')).toEqual(['hund', 'steuer', 'anmeldung'])
    expect(parts('Kindergartenplatz')).toEqual(['kinder', 'garten', 'platz'])
    expect(split('hund')).toEqual([])
  })

  it('says which part is the thing and which only tells more', () => {
    expect(split('hundesteuer').map(({ head }) => head)).toEqual([false, true])
  })

  it('never comes apart into more than was there', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'hundesteuranml') }), (text) => {
        const known = split(text).filter((part) => part.known)
        for (const { word } of known) expect(text).toContain(word.slice(0, -1))
      }),
    )
  })
})

describe('the words of a text', () => {
  it('are read the same, one by one and with what has been read before', () => {
    const read = createReader()
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(read(text)).toEqual(wordsOf(text))
      }),
    )
  })

  it('part at hyphens, and lose what follows an apostrophe but in Cyrillic', () => {
    expect(wordsOf('Kita-Platz')[0]).toMatchObject({
      folded: 'kitaplatz',
      hyphened: ['kita', 'platz'],
    })
    expect(wordsOf("Oma's")[0]).toMatchObject({ folded: 'oma' })
    expect(wordsOf('ім’я')[0]).toMatchObject({ folded: 'імя' })
  })
})

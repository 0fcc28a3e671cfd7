import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '#server/db/seed/random.ts'

const numbersOf = (seed: string, count = 20) => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => random.next())
}

describe('numbers that look random', () => {
  it('are the same for the same seed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (seed) => {
        expect(numbersOf(seed)).toEqual(numbersOf(seed))
      }),
    )
  })

  it('are the same in every version of the program, so that a demo can be shown again', () => {
    const random = seededRandom('musterstadt mitte-buergeramt 2026-11-23')
    expect(Array.from({ length: 8 }, () => random.below(100))).toMatchInlineSnapshot(`
      [
        42,
        58,
        70,
        11,
        49,
        99,
        99,
        46,
      ]
    `)
  })

  it('differ for seeds that differ in one letter', () => {
    const dates = Array.from({ length: 28 }, (_, day) => `musterstadt 2026-11-${day + 1}`)
    expect(new Set(dates.map((seed) => numbersOf(seed, 4).join())).size).toBe(dates.length)
  })

  it('lie from nothing to below one, spread evenly', () => {
    const numbers = numbersOf('spread', 20_000)
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...numbers)).toBeLessThan(1)
    const tenths = Array.from({ length: 10 }, () => 0)
    for (const number of numbers) tenths[Math.floor(number * 10)]! += 1
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200)
  })

  it('pick every entry of a list and nothing else', () => {
    const random = seededRandom('list')
    const picked = Array.from({ length: 200 }, () => random.pick(['a', 'b', 'c']))
    expect(new Set(picked)).toEqual(new Set(['a', 'b', 'c']))
  })

  it('are whole where a bound is asked for, and stay below it', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 1000 }), (seed, end) => {
        const number = seededRandom(seed).below(end)
        expect(Number.isInteger(number) && number >= 0 && number < end).toBe(true)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseShortCode, shortCode } from '#shared/domain/short-code.ts'

const alphabet = '23456789ABCDEFGHJKMNPQRSTWXYZ'
const code = fc.uint8Array({ minLength: 12, maxLength: 12 }).map(shortCode)

/** The code with one of its seven characters replaced. */
function replaced(code: string, index: number, character: string): string {
  const characters = [...code.replace('-', '')]
  characters[index] = character
  return characters.join('')
}

describe('a short code', () => {
  it('has three characters, a hyphen and four, all of the alphabet', () => {
    fc.assert(
      fc.property(code, (code) => {
        expect(code).toMatch(/^.{3}-.{4}$/)
        expect([...code.replace('-', '')].filter((one) => !alphabet.includes(one))).toEqual([])
      }),
    )
  })

  it('is read as it was made, in any case, with spaces and hyphens anywhere', () => {
    const gap = fc.constantFrom('', '', ' ', '-', ' - ', '\u00a0', '\t')
    const gaps = fc.array(gap, { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(code, gaps, fc.boolean(), (code, gaps, lower) => {
        const characters = [...(lower ? code.toLowerCase() : code).replace('-', '')]
        const typed = gaps.map((gap, index) => gap + (characters[index] ?? '')).join('')
        expect(parseShortCode(typed)).toBe(code)
      }),
    )
  })

  it('shows every single wrong character', () => {
    fc.assert(
      fc.property(code, (code) => {
        for (let index = 0; index < 7; index++) {
          const right = code.replace('-', '')[index]
          const accepted = [...alphabet].filter((one) => parseShortCode(replaced(code, index, one)))
          expect(accepted).toEqual([right])
        }
      }),
      { numRuns: 50 },
    )
  })

  it('shows every swap of two different neighbours', () => {
    fc.assert(
      fc.property(code, fc.integer({ min: 0, max: 5 }), (code, index) => {
        const plain = code.replace('-', '')
        const [a, b] = [plain[index]!, plain[index + 1]!]
        fc.pre(a !== b)
        const swapped = replaced(replaced(code, index, b), index + 1, a)
        expect(parseShortCode(swapped)).toBeNull()
      }),
      { numRuns: 2000 },
    )
  })

  it.each([...'01ILOUV'])('never holds %s, which looks or sounds like another', (character) => {
    fc.assert(
      fc.property(code, fc.integer({ min: 0, max: 6 }), (code, index) => {
        expect(code).not.toContain(character)
        expect(parseShortCode(replaced(code, index, character))).toBeNull()
        expect(parseShortCode(replaced(code, index, character.toLowerCase()))).toBeNull()
      }),
      { numRuns: 50 },
    )
  })

  it.each(['', 'K7M', 'K7M-4PX', 'K7M-4PXQQ', 'K7M-4PÄQ', 'ＡＢＣ-ＤＥＦＧ', 'K7M_4PXQ', '😀'])(
    'is not %j',
    (typed) => {
      expect(parseShortCode(typed)).toBeNull()
    },
  )

  it('uses both bytes of each pair and every character of the alphabet', () => {
    const first = new Set(
      Array.from({ length: 29 }, (_, number) => shortCode(new Uint8Array(12).fill(number))[0]),
    )
    expect([...first].sort()).toEqual([...alphabet])
    expect(shortCode(Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))[0]).toBe(alphabet[256 % 29])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrastRatio, isReadableOn } from '#shared/domain/contrast.ts'

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, '0')}`)

describe('the contrast of two colours', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#767676', '#ffffff', 4.54],
    ['#777777', '#ffffff', 4.48],
    ['#ff0000', '#ffffff', 4],
    ['#0000ff', '#1a1a1a', 2.03],
  ])('of %s on %s is %d, as everybody reckons it', (one, other, ratio) => {
    expect(contrastRatio(one, other)).toBeCloseTo(ratio, 2)
  })

  it('lies between 1 and 21, whichever of them is named first', () => {
    fc.assert(
      fc.property(colour, colour, (one, other) => {
        const ratio = contrastRatio(one, other)
        expect(ratio).toBeGreaterThanOrEqual(1)
        expect(ratio).toBeLessThanOrEqual(21)
        expect(contrastRatio(other, one)).toBe(ratio)
      }),
    )
  })

  it('is enough for text from 4.5 on', () => {
    expect(isReadableOn('#767676', '#ffffff')).toBe(true)
    expect(isReadableOn('#777777', '#ffffff')).toBe(false)
  })
})

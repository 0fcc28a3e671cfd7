import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeClaim,
  encodeClaim,
  joinEntranceCode,
  splitEntranceCode,
} from '#shared/domain/entrance-code.ts'

const claim = { reference: 'K7M-4PXQ', office: 'rathaus-mitte', start: '2026-11-23T08:05' }
const part = fc.stringMatching(/^[A-Za-z0-9_-]{1,120}$/)

describe('a claim', () => {
  it('is read as it was written', () => {
    expect(encodeClaim(claim)).toBe('K7M-4PXQ~rathaus-mitte~2026-11-23T08:05')
    expect(decodeClaim(encodeClaim(claim))).toEqual(claim)
  })

  it.each(['', 'a', 'a~b', 'a~b~', '~b~c', 'a~~c', 'a~b~c~d', 'a~b~c~'])('is not %j', (text) => {
    expect(decodeClaim(text)).toBeNull()
  })
})

describe('an entrance code', () => {
  it('comes apart into what it was joined of', () => {
    fc.assert(
      fc.property(part, part, (payload, signature) => {
        const code = joinEntranceCode(payload, signature)
        expect(code.startsWith('RL1.')).toBe(true)
        expect(splitEntranceCode(code)).toEqual({ payload, signature })
      }),
    )
  })

  it.each([
    '',
    'RL1',
    'RL1.payload',
    'RL1.payload.',
    'RL1..signature',
    'RL2.payload.signature',
    'rl1.payload.signature',
    'RL1.payload.signature.more',
    'https://www.example.org/?q=RL1.payload.signature',
  ])('is not %j', (code) => {
    expect(splitEntranceCode(code)).toBeNull()
  })

  it('is told from anything else that a camera may see', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parts = splitEntranceCode(text)
        if (parts) expect(joinEntranceCode(parts.payload, parts.signature)).toBe(text)
      }),
    )
  })
})

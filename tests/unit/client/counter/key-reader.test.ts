import { describe, expect, it } from 'vitest'
import { KeyReader } from '#client/staff/counter/key-reader.ts'

const code = 'RL1.YWJj.c2ln'

function type(reader: KeyReader, text: string, gapMs: number, from = 1000) {
  let at = from
  for (const key of text) reader.press(key, (at += gapMs))
  return reader.press('Enter', at + gapMs)
}

describe('what is typed on a page of the counter', () => {
  it('is a code when it comes as fast as from a scanner', () => {
    expect(type(new KeyReader(), code, 5)).toEqual({ code })
    expect(type(new KeyReader(), 'K7M4PXQ', 30)).toEqual({ code: 'K7M4PXQ' })
  })

  it('is no code from a hand, however long', () => {
    expect(type(new KeyReader(), code, 90)).toBeNull()
  })

  it('is no code when it is shorter than any', () => {
    expect(type(new KeyReader(), 'K7M', 5)).toBeNull()
  })

  it('is a code of its own after keys of a hand and after another code', () => {
    const reader = new KeyReader()
    reader.press('n', 0)
    expect(type(reader, code, 5)).toEqual({ code })
    expect(type(reader, 'QRP-DCBM', 5, 3000)).toEqual({ code: 'QRP-DCBM' })
  })

  it('ignores keys that type nothing', () => {
    const reader = new KeyReader()
    let at = 0
    for (const key of 'K7M-4PXQ') {
      reader.press('Shift', (at += 3))
      reader.press(key, (at += 3))
    }
    expect(reader.press('Enter', at + 3)).toEqual({ code: 'K7M-4PXQ' })
  })

  it('is a single key once nothing follows it, and never one of a scanner', () => {
    const reader = new KeyReader()
    reader.press('n', 0)
    expect(reader.settle()).toEqual({ key: 'n' })
    expect(reader.settle()).toBeNull()
    reader.press('R', 1000)
    reader.press('L', 1005)
    expect(reader.settle()).toBeNull()
  })

  it('knows that a scanner is typing, so that no button hears it', () => {
    const reader = new KeyReader()
    reader.press('R', 0)
    expect(reader.isScanning).toBe(false)
    reader.press('L', 5)
    reader.press('1', 10)
    expect(reader.isScanning).toBe(true)
  })
})

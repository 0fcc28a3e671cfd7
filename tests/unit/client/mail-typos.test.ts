import { describe, expect, it } from 'vitest'
import { editDistance, suggestAddress } from '#client/lib/mail-typos.ts'

describe('the hint for mistyped mail domains', () => {
  it.each([
    ['ada@gmial.com', 'ada@gmail.com'],
    ['ada@gmail.con', 'ada@gmail.com'],
    ['ada@gamil.com', 'ada@gmail.com'],
    ['ada@gmx.ed', 'ada@gmx.de'],
    ['ada@wbe.de', 'ada@web.de'],
    ['ada@t-onlin.de', 'ada@t-online.de'],
    ['ada@hotmial.com', 'ada@hotmail.com'],
    [' Ada.Lovelace@GMIAL.com ', 'Ada.Lovelace@gmail.com'],
  ])('asks whether %j is meant to be %j', (typed, meant) => {
    expect(suggestAddress(typed)).toBe(meant)
  })

  it.each([
    'ada@gmail.com',
    'ada@gmx.net',
    'ada@gmx.at',
    'ada@mail.de',
    'ada@musterstadt.de',
    'ada@bücher.example',
    'ada@',
    'ada',
    '@gmial.com',
    '',
  ])('leaves %j alone', (typed) => {
    expect(suggestAddress(typed)).toBeNull()
  })

  it('counts swapped neighbours as one slip', () => {
    expect(editDistance('gmial', 'gmail')).toBe(1)
    expect(editDistance('kitten', 'sitting')).toBe(3)
    expect(editDistance('', 'abc')).toBe(3)
  })
})

import { describe, expect, it } from 'vitest'
import { visitMinutes } from '#shared/domain/visit.ts'

describe('a visit', () => {
  it('lasts as long as its service for one person', () => {
    expect(visitMinutes([{ persons: 1, minutes: 15, extraPersonMinutes: 10 }])).toBe(15)
  })

  it('is longer by the extra minutes for each further person', () => {
    expect(visitMinutes([{ persons: 4, minutes: 15, extraPersonMinutes: 10 }])).toBe(45)
    expect(visitMinutes([{ persons: 4, minutes: 15, extraPersonMinutes: 0 }])).toBe(15)
  })

  it('takes one service after the other', () => {
    const passport = { persons: 3, minutes: 15, extraPersonMinutes: 10 }
    const move = { persons: 2, minutes: 20, extraPersonMinutes: 20 }
    expect(visitMinutes([passport, move])).toBe(35 + 40)
  })

  it('for nothing takes no time', () => {
    expect(visitMinutes([])).toBe(0)
  })
})

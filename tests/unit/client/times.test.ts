import { describe, expect, it } from 'vitest'
import {
  appendDays,
  asDaytime,
  filterDays,
  firstPlace,
  groupByPart,
  placesElsewhere,
  thinned,
  type FreeDay,
} from '#client/citizen/appointments/times.ts'

const days: FreeDay[] = [
  {
    date: '2026-11-23',
    offices: [
      { office: 'mitte', group: 'm1', starts: ['09:00', '13:30', '16:10'] },
      { office: 'nord', group: 'n1', starts: ['08:30'] },
    ],
  },
  { date: '2026-11-24', offices: [{ office: 'nord', group: 'n1', starts: ['12:00', '17:00'] }] },
]

describe('the list of free times', () => {
  it('finds the earliest place over all offices', () => {
    expect(firstPlace(days)).toEqual({
      office: 'nord',
      group: 'n1',
      date: '2026-11-23',
      start: '08:30',
    })
    expect(firstPlace([])).toBeNull()
  })

  it('leaves out days and offices without a time under the filter', () => {
    const late = filterDays(days, { office: 'nord', daytime: 'late' })
    expect(late).toEqual([
      { date: '2026-11-24', offices: [{ office: 'nord', group: 'n1', starts: ['17:00'] }] },
    ])
  })

  it('counts noon as afternoon and an unknown time of day as the whole day', () => {
    const [, tuesday] = filterDays(days, { office: null, daytime: 'afternoon' })
    expect(tuesday?.offices[0]?.starts).toEqual(['12:00', '17:00'])
    expect(asDaytime('midnight')).toBe('all')
  })

  it('names the first place of each office, soonest first', () => {
    expect(placesElsewhere(days).map(({ office, start }) => `${office} ${start}`)).toEqual([
      'nord 08:30',
      'mitte 09:00',
    ])
  })

  it('groups by the parts of the day that have times', () => {
    expect(groupByPart(['09:00', '11:55', '14:00'])).toEqual([
      { part: 'morning', starts: ['09:00', '11:55'] },
      { part: 'afternoon', starts: ['14:00'] },
    ])
  })

  it('shows one time every half hour where there are too many to read', () => {
    const everyFive = Array.from({ length: 24 }, (_, index) => {
      const minute = (index % 12) * 5
      return `${index < 12 ? '08' : '09'}:${String(minute).padStart(2, '0')}`
    }).slice(1)
    expect(thinned(everyFive)).toEqual(['08:05', '08:30', '09:00', '09:30'])
    expect(thinned(['08:00', '08:05'])).toEqual(['08:00', '08:05'])
  })

  it('takes an overlapping day from the newer answer', () => {
    const newer: FreeDay = { date: '2026-11-24', offices: [] }
    const later: FreeDay = { date: '2026-11-25', offices: [] }
    expect(appendDays(days, [newer, later])).toEqual([days[0], newer, later])
  })
})

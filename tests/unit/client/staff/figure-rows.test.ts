import { expect, it } from 'vitest'
import {
  firstDayOfWeeks,
  heatOf,
  percentOf,
  shadeOf,
  weeksOf,
} from '#client/staff/admin/figures/figure-rows.ts'

const day = (date: string, visits: number) => ({
  date,
  visits,
  noShows: 1,
  cancelled: 0,
  walkIns: 2,
})

it('sums days up to weeks, and shows a week in which nothing was', () => {
  const days = [day('2026-11-02', 3), day('2026-11-08', 4), day('2026-11-16', 5)]
  const weeks = weeksOf({ from: '2026-11-02', to: '2026-11-20', days })
  expect(weeks.map(({ monday, visits, noShows }) => [monday, visits, noShows])).toEqual([
    ['2026-11-02', 7, 2],
    ['2026-11-09', 0, 0],
    ['2026-11-16', 5, 1],
  ])
})

it('shows whole weeks, up to the one that a day lies in', () => {
  expect(firstDayOfWeeks(1, '2026-11-22')).toBe('2026-11-16')
  expect(firstDayOfWeeks(12, '2026-11-16')).toBe('2026-08-31')
})

it('tells hours at which nobody was there from hours at which nothing was open', () => {
  const { weekdays, rows } = heatOf([
    { weekday: 1, hour: 8, open: 120, used: 0 },
    { weekday: 4, hour: 9, open: 60, used: 45 },
  ])
  expect(weekdays).toEqual([1, 4])
  expect(rows).toEqual([
    { hour: 8, cells: [0, null] },
    { hour: 9, cells: [null, 75] },
  ])
})

it('has a shade for each part of the scale, and no share of nothing', () => {
  expect([0, 29, 30, 44, 45, 59, 60, 74, 75, 100].map(shadeOf)).toEqual([
    0, 0, 1, 1, 2, 2, 3, 3, 4, 4,
  ])
  expect(percentOf(1, 0)).toBeNull()
})

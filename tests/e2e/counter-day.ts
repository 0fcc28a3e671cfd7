import { type Page, expect } from '@playwright/test'
import type { BookForSomebody, BookedForSomebody } from '#shared/contracts/staff-booking.ts'
import type { Slots } from '#shared/contracts/slots.ts'
import type { DaySnapshot, Role, StaffAppointment } from '#shared/contracts/staff.ts'
import { holidaysOf } from '#shared/domain/holidays.ts'
import {
  type IsoDate,
  type MinuteOfDay,
  addDays,
  datesFrom,
  formatWallTime,
  instantOf,
  localMoment,
  toInstant,
  weekdayOf,
} from '#shared/domain/local-time.ts'
import { testOnOwnServer } from './fixtures.ts'
import { signIn } from './staff.ts'

const zone = 'Europe/Berlin'
const tenant = 'musterstadt'
export const office = 'buergerbuero-mitte'
const service = 'personalausweis-beantragen'

/** The demo at half past nine of a day on which the town hall works. */
export const test = testOnOwnServer(
  () => Date.parse(toInstant(nextWorkday(), 9 * 60 + 30, zone)) - Date.now(),
)

/** Monday or Tuesday: only then every office of the demo is open all morning. */
function nextWorkday(): IsoDate {
  const { date } = localMoment(instantOf(Date.now()), zone)
  const days = datesFrom(addDays(date, 1), 21)
  const isHoliday = (day: IsoDate) => holidaysOf('NW', Number(day.slice(0, 4))).has(day)
  return days.find((day) => weekdayOf(day) <= 2 && !isHoliday(day))!
}

/** A clerk at the Bürgerbüro, on one of the counter's pages. */
export async function openCounter(
  page: Page,
  path = '',
  at = office,
  role: Role = 'clerk',
): Promise<void> {
  await signIn(page, role)
  await page.goto(`/staff/${tenant}/schalter${path}?standort=${at}`)
  await expect(page.getByRole('navigation', { name: 'Seiten des Schalters' })).toBeVisible()
}

export async function snapshot(page: Page, at = office): Promise<DaySnapshot> {
  const response = await page.request.get(`/api/${tenant}/staff/snapshot?office=${at}`)
  return (await response.json()) as DaySnapshot
}

export async function visitOf(page: Page, id: string): Promise<StaffAppointment> {
  const { day } = await snapshot(page)
  return day.appointments.find((visit) => visit.id === id)!
}

const used = new Set<string>()

/** Somebody who is expected about now, and whom no other test has taken. */
export async function somebodyExpected(page: Page): Promise<StaffAppointment> {
  const { day, takenAt } = await snapshot(page)
  const { minute } = localMoment(takenAt, zone)
  const found = day.appointments.find(({ id, state, start, group }) => {
    const [hours = 0, minutes = 0] = start.split(':').map(Number)
    const ahead = hours * 60 + minutes - minute
    const isNow = ahead > -10 && ahead < 25
    return state === 'confirmed' && group === 'buergerservice-mitte' && isNow && !used.has(id)
  })
  // Whom the demo expects about now is another matter every day; when all are taken, one more comes.
  const expected = found ?? (await expectOneMore(page, day.date, minute))
  used.add(expected.id)
  return expected
}

let guests = 0

async function expectOneMore(page: Page, date: IsoDate, minute: MinuteOfDay) {
  const start = formatWallTime(Math.ceil((minute + 5) / 15) * 15)
  const name = `Gast Nummer${'abcdefghijklmnopqrstuvwxyz'.charAt(guests++)}`
  const booked = await book(page, { date, start, name, overbook: 'management' })
  return booked.appointment
}

/** Books for somebody on the first free day after today, and says what would be printed. */
export async function bookForAnotherDay(page: Page, name: string): Promise<BookedForSomebody> {
  const { day } = await snapshot(page)
  const from = addDays(day.date, 1)
  const query = `service=${service}&office=${office}&from=${from}&days=7`
  const free = await page.request.get(`/api/${tenant}/staff/slots?${query}`)
  const { earliest } = (await free.json()) as Slots
  return book(page, { date: earliest!.date, start: earliest!.start, name })
}

async function book(
  page: Page,
  wish: Pick<BookForSomebody, 'date' | 'start' | 'name' | 'overbook'>,
): Promise<BookedForSomebody> {
  const response = await page.request.post(`/api/${tenant}/staff/appointments`, {
    data: { ...wish, services: [{ slug: service, persons: 1 }], office, lang: 'de' },
  })
  expect(response.status(), await response.text()).toBe(201)
  return (await response.json()) as BookedForSomebody
}

import type { Page } from '@playwright/test'
import type { BookedForSomebody } from '#shared/contracts/staff-booking.ts'
import type { CalledNext, DaySnapshot } from '#shared/contracts/staff.ts'
import type { Slots } from '#shared/contracts/slots.ts'
import { expect, testOnOwnServer } from './fixtures.ts'

/** A Monday on which the town hall is open, at ten past ten. */
const now = '2026-11-23T09:10:00.000Z'
export const office = 'buergerbuero-mitte'
export const service = 'personalausweis-beantragen'

/** The demo in the middle of a morning, whenever the tests run; browsers have its time. */
export const test = testOnOwnServer(() => Date.parse(now) - Date.now()).extend({
  page: async ({ page }, use) => {
    await page.clock.install({ time: now })
    await use(page)
  },
})
export { expect }

async function staffPost<T>(page: Page, path: string, data: object): Promise<T> {
  const response = await page.request.post(`/api/musterstadt/staff/${path}`, { data })
  expect(response.ok(), `${path}: ${response.status()}`).toBe(true)
  return (await response.json()) as T
}

/** Calls whoever is next to a counter, for a browser whose person is signed in as a clerk. */
export const callNext = (page: Page, counter: number) =>
  staffPost<CalledNext>(page, 'call-next', { office, counter, complete: true })

export const recall = (page: Page, id: string) => staffPost(page, `appointments/${id}/recall`, {})

/** Who waits in the queue of a counter's group, in the order of the calls. */
export async function queueOf(page: Page, counter: number): Promise<string[]> {
  const response = await page.request.get(`/api/musterstadt/staff/snapshot?office=${office}`)
  const { desk, day } = (await response.json()) as DaySnapshot
  const group = desk.counters.find(({ number }) => number === counter)?.group
  return day.queues.find((queue) => queue.group === group)?.waiting ?? []
}

/** Books the next place of today for somebody, and lets them in. */
export async function bookAndAdmit(page: Page): Promise<BookedForSomebody> {
  const query = `service=${service}&office=${office}&days=1`
  const response = await page.request.get(`/api/musterstadt/staff/slots?${query}`)
  const { earliest } = (await response.json()) as Slots
  const booked = await staffPost<BookedForSomebody>(page, 'appointments', {
    services: [{ slug: service, persons: 1 }],
    office,
    date: earliest!.date,
    start: earliest!.start,
    name: 'Ida Beispiel',
    lang: 'de',
  })
  const { id } = booked.appointment
  await staffPost(page, 'check-in', { appointment: id, office, anyway: true })
  return booked
}

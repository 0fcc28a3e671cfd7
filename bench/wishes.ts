import { randomBytes } from 'node:crypto'
import { findSlots } from '#server/appointments/free-places.ts'
import type { AppointmentWish } from '#server/appointments/place.ts'
import type { Deps } from '#server/deps.ts'
import { seededRandom } from '#server/db/seed/random.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { horizonDays } from './city.ts'
import type { Call } from './http-client.ts'

export type FreePlace = Pick<AppointmentWish, 'office' | 'date' | 'start'>

/** A service that the large city's offices offer. */
export function bookableService({ services, isBookable }: Municipality): string {
  return [...services.keys()].find(isBookable)!
}

/** Every start that is free, in the order of a lottery. */
export async function listFreePlaces(deps: Deps, city: Municipality): Promise<FreePlace[]> {
  const services = [{ slug: bookableService(city), persons: 1 }]
  const { days } = await findSlots(deps, city, { services, days: horizonDays })
  const places = days.flatMap(({ date, offices }) =>
    offices.flatMap(({ office, starts }) => starts.map((start) => ({ office, date, start }))),
  )
  const random = seededRandom('places')
  return places
    .map((place) => ({ place, lot: random.next() }))
    .sort((a, b) => a.lot - b.lot)
    .map(({ place }) => place)
}

let people = 0

/** A booking by somebody who has never booked before. */
export function wishFor(city: Municipality, place: FreePlace): AppointmentWish {
  people += 1
  return {
    ...place,
    services: [{ slug: bookableService(city), persons: 1 }],
    name: 'Łucja Özdemir-D’Angelo',
    email: `person${people}@post.example`,
    phone: undefined,
    lang: 'de',
  }
}

export function newIdempotencyKey(): string {
  return randomBytes(16).toString('hex')
}

/** The booking as a browser sends it; everybody calls from an address of their own. */
export function bookingCall(city: Municipality, place: FreePlace): Call {
  const body = JSON.stringify(wishFor(city, place))
  return {
    method: 'POST',
    path: `/api/${city.id}/appointments`,
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(body)),
      'Sec-Fetch-Site': 'same-origin',
      'Idempotency-Key': newIdempotencyKey(),
      ...fromAddress(people),
    },
    body,
  }
}

/** A proxy's word for the address of the n-th person. */
export function fromAddress(person: number): Record<string, string> {
  return { 'X-Forwarded-For': `10.${person >> 16}.${(person >> 8) & 255}.${person & 255}` }
}

import type { Db } from '#server/db/database.ts'
import type { DemoVisit } from '#server/db/seed/calendars.ts'
import { seededRandom } from '#server/db/seed/random.ts'
import type { Deps } from '#server/deps.ts'
import type { CounterGroup, Municipality } from '#server/tenants/municipality.ts'
import { type IsoDate, toInstant } from '#shared/domain/local-time.ts'
import { shortCode } from '#shared/domain/short-code.ts'
import {
  type Appointment,
  insertAppointments,
  isReferenceUsed,
  lastDateOf,
} from './appointments.queries.ts'
import { demoPrefix } from './demo.queries.ts'
import { notHereYet } from './new-appointment.ts'

const batch = 200

/** The last day of a group that the demo has filled, or null. */
export function lastVisitDate(db: Db, tenantId: string, groupId: string): Promise<IsoDate | null> {
  return lastDateOf(db, tenantId, groupId, demoPrefix)
}

/** Writes visits of invented people, under the lock of their days like every other appointment. */
export async function insertVisits(
  deps: Deps,
  municipality: Municipality,
  group: CounterGroup,
  visits: readonly DemoVisit[],
): Promise<void> {
  const now = deps.clock.now()
  const days = visits.map(({ date }) => ({ group: group.id, date }))
  const random = seededRandom(`${municipality.id} ${group.id} ${visits[0]?.date}`)
  await deps.lockDays(deps.db, municipality.id, days, async (trx) => {
    const used = new Set<string>()
    const freeReference = async (): Promise<string> => {
      for (;;) {
        const reference = shortCode(Uint8Array.from({ length: 12 }, () => random.below(256)))
        if (used.has(reference)) continue
        used.add(reference)
        if (!(await isReferenceUsed(trx, municipality.id, reference))) return reference
      }
    }
    for (let first = 0; first < visits.length; first += batch) {
      const part = visits.slice(first, first + batch)
      const rows: Appointment[] = []
      for (const [index, visit] of part.entries()) {
        const startsAt = toInstant(visit.date, visit.start, municipality.zone)
        rows.push({
          ...notHereYet,
          kind: 'booked',
          tenant_id: municipality.id,
          id: `${demoPrefix}${group.id}-${visit.date}-${first + index}`,
          reference: await freeReference(),
          office_id: group.officeId,
          counter_group_id: group.id,
          date: visit.date,
          start_minute: visit.start,
          minutes: visit.minutes,
          starts_at: startsAt,
          state: 'confirmed',
          hold_until: null,
          lang: 'de',
          name: visit.name,
          email: 'demo@post.example',
          // Not everybody says it.
          phone: index % 3 === 2 ? null : `+49 2599 555-${4000 + index}`,
          address_key: '',
          // Nobody reads what would be mailed to invented people.
          remind_at: null,
          created_at: now,
          confirmed_at: now,
          erased_at: null,
        })
      }
      await insertAppointments(
        trx,
        rows,
        part.map((visit, index) => ({
          tenant_id: municipality.id,
          appointment_id: rows[index]!.id,
          service_id: visit.service,
          position: 0,
          persons: 1,
          minutes: visit.minutes,
        })),
      )
    }
  })
}

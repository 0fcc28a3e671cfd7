import { randomBytes, randomUUID } from 'node:crypto'
import type { Trx } from '#server/db/database.ts'
import { type TokenScope, createToken } from '#server/placing/tokens.ts'
import type { CounterGroup, Municipality } from '#server/tenants/municipality.ts'
import type { WishedService } from '#shared/contracts/appointments.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import { shortCode } from '#shared/domain/short-code.ts'
import {
  type Appointment,
  insertAppointments,
  insertTokens,
  isReferenceUsed,
} from './appointments.queries.ts'

/** A visit that has not begun. */
export const notHereYet = {
  call_number: null,
  arrived_at: null,
  called_at: null,
  counter: null,
  calls: 0,
  ended_at: null,
} satisfies Partial<Appointment>

/** What the different ways to an appointment decide by themselves. */
export type Placing = Omit<
  Appointment,
  'tenant_id' | 'id' | 'reference' | 'office_id' | 'counter_group_id' | 'created_at' | 'erased_at'
>

/**
 * Writes a new appointment at a group: the one place where a row comes into being, whoever asks for
 * it. Only for use inside `lockDays`, once it is known that there is room.
 */
export async function writeAppointment(
  trx: Trx,
  municipality: Municipality,
  group: CounterGroup,
  services: readonly WishedService[],
  placing: Placing,
  now: Instant,
): Promise<Appointment> {
  const id = randomUUID()
  const appointment: Appointment = {
    ...placing,
    tenant_id: municipality.id,
    id,
    reference: await freeReference(trx, municipality),
    office_id: group.officeId,
    counter_group_id: group.id,
    created_at: now,
    erased_at: null,
  }
  const items = services.map(({ slug, persons }, position) => {
    const each = group.minutes.get(slug)!
    return {
      tenant_id: municipality.id,
      appointment_id: id,
      service_id: slug,
      position,
      persons,
      minutes: each.minutes + each.extraPersonMinutes * (persons - 1),
    }
  })
  await insertAppointments(trx, [appointment], items)
  return appointment
}

/** A new capability for an appointment; only its hash is kept. */
export async function giveToken(
  trx: Trx,
  appointment: Pick<Appointment, 'tenant_id' | 'id'>,
  scope: TokenScope,
  now: Instant,
): Promise<string> {
  const { token, secretHash } = createToken(appointment.id)
  await insertTokens(trx, [
    {
      tenant_id: appointment.tenant_id,
      appointment_id: appointment.id,
      secret_hash: secretHash,
      scope,
      created_at: now,
    },
  ])
  return token
}

async function freeReference(trx: Trx, municipality: Municipality): Promise<string> {
  for (;;) {
    const reference = shortCode(randomBytes(12))
    if (!(await isReferenceUsed(trx, municipality.id, reference))) return reference
  }
}

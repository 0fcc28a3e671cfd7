import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { AppointmentView } from '#shared/contracts/appointments.ts'
import { isMovable } from '#shared/domain/appointment-state.ts'
import { parseWallTime, toInstant } from '#shared/domain/local-time.ts'
import { sendAppointmentMail } from './appointment-mails.ts'
import type { Appointment } from './appointments.queries.ts'
import { applyChange, changeByToken, openByToken } from './by-token.ts'
import { findAlternatives } from './free-places.ts'
import { firstThatFits } from './place.ts'
import { remindAt } from './reminder.ts'
import { candidatesFor, candidatesNow, wishedServices } from './wish.ts'

/**
 * Moves an appointment in one transaction: the old place is freed only if the new one is won.
 * @throws AppError as `viewAppointment`; 'slot-taken' with alternatives, 'state-conflict'
 */
export async function moveAppointment(
  deps: Deps,
  municipality: Municipality,
  token: string,
  to: { office: string; date: string; start: string },
): Promise<AppointmentView> {
  const before = await openByToken(deps, deps.db, municipality, token)
  const services = await wishedServices(deps.db, before.appointment)
  const candidates = candidatesFor(municipality, services, to.office)
  const isThere = ({ office_id, date, start_minute }: Appointment) =>
    office_id === to.office && date === to.date && start_minute === parseWallTime(to.start)
  let isTaken = false

  const moved = await changeByToken(
    deps,
    municipality,
    token,
    async (trx, opened, now) => {
      // A repeated request, whose first answer was lost, has nothing left to do.
      if (isThere(opened.appointment)) return
      const { id } = opened.appointment
      if (!isMovable(opened.appointment.state)) throw new AppError('state-conflict')
      const still = await candidatesNow(trx, deps, municipality, services, candidates)
      const place = await firstThatFits(trx, still.current, still.candidates, to, now, id)
      if (!place) {
        isTaken = true
        return
      }
      const start = parseWallTime(to.start)
      const startsAt = toInstant(to.date, start, municipality.zone)
      const isConfirmed = opened.appointment.state === 'confirmed'
      await applyChange(trx, municipality, opened, 'appointment-moved', now, {
        office_id: to.office,
        counter_group_id: place.group.id,
        date: to.date,
        start_minute: start,
        minutes: place.minutes,
        starts_at: startsAt,
        remind_at: isConfirmed ? remindAt(startsAt, now) : null,
      })
      const kind = isConfirmed ? 'moved' : 'confirm'
      await sendAppointmentMail(trx, deps, municipality, opened.appointment, kind)
    },
    { alsoLock: candidates.map(({ group }) => ({ group: group.id, date: to.date })) },
  )
  if (isTaken) {
    const wish = { ...to, start: parseWallTime(to.start) }
    const alternatives = await findAlternatives(deps, municipality, services, wish)
    throw new AppError('slot-taken', { alternatives })
  }
  return moved
}

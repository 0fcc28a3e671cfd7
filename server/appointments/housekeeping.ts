import type { Deps } from '#server/deps.ts'
import { deleteSettledMails } from '#server/mail/outbox.ts'
import { listMunicipalities } from '#server/tenants/tenants.ts'
import { stateAfter } from '#shared/domain/appointment-state.ts'
import { addDays, addMinutes, localMoment, toInstant } from '#shared/domain/local-time.ts'
import { sendAppointmentMail } from './appointment-mails.ts'
import { findAppointment, updateAppointment } from './appointments.queries.ts'
import { dayOf } from './by-token.ts'
import { isClosedAt } from './closed.ts'
import { erasePerson } from './erase.ts'
import {
  deleteDeadTokens,
  deleteEmptyLedgerDays,
  listDueReminders,
  listExpiredHolds,
  listForgettable,
  takeReminder,
} from './housekeeping.queries.ts'
import { deleteOldPushSubscriptions } from './waiting/push.queries.ts'

/** A visit that is over may be taken back for a while; then nobody has to be told anything. */
const minutesOfPush = 12 * 60

/** What time does to appointments: holds end, reminders go out, persons are forgotten. */
export async function keepAppointments(deps: Deps): Promise<void> {
  await expireHolds(deps)
  await sendReminders(deps)
  await forgetPersons(deps)
  await deleteOldPushSubscriptions(deps.db, addMinutes(deps.clock.now(), -minutesOfPush))
  await deleteEmptyLedgerDays(deps.db, addDays(deps.clock.now().slice(0, 10), -2))
}

/** Marks holds that ran out, and erases who had made them: nobody has confirmed this address. */
async function expireHolds(deps: Deps): Promise<void> {
  for (const hold of await listExpiredHolds(deps.db, deps.clock.now())) {
    const { tenant_id: tenantId, id } = hold
    await deps.lockDays(deps.db, tenantId, [dayOf(hold)], async (trx) => {
      const now = deps.clock.now()
      const appointment = await findAppointment(trx, tenantId, id)
      const state = appointment && stateAfter(appointment.state, 'expire')
      // Confirmed or resent since the list was read.
      if (!state || appointment.hold_until === null || appointment.hold_until > now) return
      await updateAppointment(trx, tenantId, id, { state })
      await erasePerson(trx, appointment, now, { keepLinks: true })
    })
  }
}

async function sendReminders(deps: Deps): Promise<void> {
  for (const appointment of await listDueReminders(deps.db, deps.clock.now())) {
    const municipality = await deps.municipalities.find(deps.db, appointment.tenant_id)
    if (!municipality) continue
    await deps.db.transaction().execute(async (trx) => {
      if (!(await takeReminder(trx, appointment))) return
      // Whoever stands before a closed door has been written to already.
      if (isClosedAt(municipality, appointment)) return
      await sendAppointmentMail(trx, deps, municipality, appointment, 'reminder')
    })
    deps.wakeMail()
  }
}

/** Erases the persons, links and mails of visits that are over for as long as the tenant keeps them. */
async function forgetPersons(deps: Deps): Promise<void> {
  const now = deps.clock.now()
  for (const { slug } of await listMunicipalities(deps.db)) {
    const municipality = await deps.municipalities.find(deps.db, slug)
    if (!municipality) continue
    const { retentionDays } = municipality.file.appointments
    const today = localMoment(now, municipality.zone).date
    const firstKept = addDays(today, -retentionDays)
    const before = toInstant(firstKept, 0, municipality.zone)
    await deleteSettledMails(deps.db, slug, before)
    await deleteDeadTokens(deps.db, slug, before)
    for (const appointment of await listForgettable(deps.db, slug, before)) {
      await deps.lockDays(deps.db, slug, [dayOf(appointment)], (trx) =>
        erasePerson(trx, appointment, now),
      )
    }
  }
}

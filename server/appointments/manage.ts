import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { withdrawMails } from '#server/mail/outbox.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { AppointmentView } from '#shared/contracts/appointments.ts'
import { sendAppointmentMail } from './appointment-mails.ts'
import { deleteTokens } from './appointments.queries.ts'
import { applyChange, changeByToken, describeOpened, giveBack, openByToken } from './by-token.ts'
import { checkLimits } from './limits.ts'
import { remindAt } from './reminder.ts'
import { wishedServices } from './wish.ts'

/**
 * All that is stored about the appointment of a token.
 * @throws AppError 'link-invalid', 'link-expired', 'link-cancelled', 'link-past'
 */
export async function viewAppointment(
  deps: Deps,
  municipality: Municipality,
  token: string,
): Promise<AppointmentView> {
  const opened = await openByToken(deps, deps.db, municipality, token)
  return describeOpened(deps, deps.db, municipality, opened)
}

/**
 * Confirms a hold; once confirmed, the same answer again.
 * @throws AppError as `viewAppointment`
 */
export async function confirmAppointment(
  deps: Deps,
  municipality: Municipality,
  token: string,
): Promise<AppointmentView> {
  return changeByToken(deps, municipality, token, async (trx, opened, now) => {
    const { appointment } = opened
    if (appointment.state !== 'reserved') return
    await applyChange(trx, municipality, opened, 'appointment-confirmed', now, {
      state: 'confirmed',
      hold_until: null,
      confirmed_at: now,
      remind_at: remindAt(appointment.starts_at, now),
    })
    await sendAppointmentMail(trx, deps, municipality, opened.appointment, 'confirmed')
  })
}

/**
 * Gives the place back. It returns after a random while, so that nobody can hand it to somebody
 * by cancelling and booking at once.
 * @throws AppError as `viewAppointment`; 'state-conflict'
 */
export async function cancelAppointment(
  deps: Deps,
  municipality: Municipality,
  token: string,
): Promise<AppointmentView> {
  return changeByToken(
    deps,
    municipality,
    token,
    async (trx, opened, now) => {
      const wasConfirmed = opened.appointment.state === 'confirmed'
      // The browser that booked may drop its hold; what the mail has confirmed belongs to the mail.
      if (wasConfirmed && opened.scope === 'hold') throw new AppError('link-invalid')
      await giveBack(trx, municipality, opened, now)
      if (!wasConfirmed) return
      await sendAppointmentMail(trx, deps, municipality, opened.appointment, 'cancelled')
    },
    { scopes: ['manage', 'hold'] },
  )
}

/**
 * Sends the confirmation mail again, to a corrected address if there is one. Links that went to
 * the old address die with it: whoever lives there must not confirm.
 * @throws AppError as `viewAppointment`; 'state-conflict' once confirmed, 'limit-reached'
 */
export async function resendConfirmation(
  deps: Deps,
  municipality: Municipality,
  token: string,
  email?: string,
): Promise<AppointmentView> {
  return changeByToken(
    deps,
    municipality,
    token,
    async (trx, opened, now) => {
      const { appointment } = opened
      if (appointment.state !== 'reserved') throw new AppError('state-conflict')
      deps.limits.check('resend', appointment.id)
      await withdrawMails(trx, municipality.id, appointment.id)
      if (email !== undefined && email !== appointment.email) {
        const services = await wishedServices(trx, appointment)
        const addressKey = await checkLimits(trx, deps, municipality, { email, services }, now)
        await deleteTokens(trx, municipality.id, appointment.id, 'manage')
        await applyChange(trx, municipality, opened, 'appointment-address-corrected', now, {
          email,
          address_key: addressKey,
        })
      }
      await sendAppointmentMail(trx, deps, municipality, opened.appointment, 'confirm')
    },
    { scopes: ['manage', 'hold'] },
  )
}

import type { Deps } from '#server/deps.ts'
import type { ChangedDay } from '#server/live/bell.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { PushNotice, PushSubscription } from '#shared/contracts/waiting-room.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import type { Appointment } from '../appointments.queries.ts'
import { listByIds } from '../counter/counter.queries.ts'
import {
  type StoredSubscription,
  deletePushSubscriptions,
  listPushSubscriptions,
  takeCallNotice,
  takeSoonNotice,
} from './push.queries.ts'
import { placeInLine, readRoom } from './room.ts'

/** Whoever has so few before should come back into the room. */
const soonAhead = 2

const words: Record<
  Language,
  Record<PushNotice['kind'], (number: string, counter: number | null) => [string, string]>
> = {
  de: {
    soon: (number) => [
      'Sie sind gleich dran',
      `Bitte halten Sie sich bereit. Ihre Nummer: ${number}`,
    ],
    called: (number, counter) => [
      `Bitte zu Platz ${counter}`,
      `Ihre Nummer ${number} ist an der Reihe.`,
    ],
  },
  en: {
    soon: (number) => ['It is almost your turn', `Please be ready. Your number: ${number}`],
    called: (number, counter) => [
      `Please go to counter ${counter}`,
      `Number ${number}, it is your turn.`,
    ],
  },
}

/**
 * Tells browsers that asked for it when it is soon their turn, and when they are called. Only the
 * process that changed a queue looks at it. `stop` waits for what is under way.
 */
export function startNotices(deps: Deps): { stop(): Promise<void> } {
  const { push } = deps
  if (!push) return { stop: async () => {} }
  let running = Promise.resolve()
  const stopHearing = deps.bell.hearHere((change) => {
    if (change === 'anything') return
    running = running
      .then(async () => {
        for (const day of change) await noticeDay(deps, push, day)
      })
      .catch((error: Error) => deps.log.warn('notices-failed', { error: error.name }))
  })
  return {
    async stop() {
      stopHearing()
      await running
    },
  }
}

async function noticeDay(
  deps: Deps,
  push: NonNullable<Deps['push']>,
  { tenantId, group: groupId, date }: ChangedDay,
): Promise<void> {
  const { db, clock } = deps
  const subscriptions = await listPushSubscriptions(db, tenantId, groupId, date)
  if (subscriptions.length === 0) return
  const municipality = await deps.municipalities.find(db, tenantId)
  const group = municipality?.groups.get(groupId)
  const now = clock.now()
  if (!municipality || !group || localMoment(now, municipality.zone).date !== date) return
  const room = await readRoom(db, municipality, group, now)
  const ids = [...new Set(subscriptions.map((row) => row.appointment_id))]
  const appointments = new Map((await listByIds(db, tenantId, ids)).map((row) => [row.id, row]))
  await Promise.all(
    subscriptions.map(async (subscription) => {
      const appointment = appointments.get(subscription.appointment_id)
      if (!appointment) return
      const isNear =
        appointment.state === 'checked_in' && placeInLine(room, appointment.id).ahead <= soonAhead
      const kind = isNear
        ? (await takeSoonNotice(db, subscription, now)) && 'soon'
        : appointment.state === 'called' &&
          (await takeCallNotice(db, subscription, appointment.called_at!)) &&
          'called'
      if (kind) await send(deps, push, municipality, subscription, noticeOf(appointment, kind))
    }),
  )
}

function noticeOf(appointment: Appointment, kind: PushNotice['kind']): PushNotice {
  const { lang, call_number: number, counter, tenant_id: tenant } = appointment
  const [title, text] = words[lang][kind](number ?? '', counter)
  return { kind, title, text, lang, home: `/${tenant}` }
}

async function send(
  { db, keys, log }: Deps,
  push: NonNullable<Deps['push']>,
  municipality: Municipality,
  stored: StoredSubscription,
  notice: PushNotice,
): Promise<void> {
  const subscription = JSON.parse(keys.open(stored.sealed)) as PushSubscription
  const { mailboxes, tenant } = municipality.file
  const contact = mailboxes.find(({ id }) => id === tenant.generalMailbox)!.address
  const outcome = await push.send(subscription, notice, contact)
  if (outcome === 'gone') {
    const { tenant_id: tenantId, appointment_id: id, endpoint_hash: hash } = stored
    await deletePushSubscriptions(db, tenantId, id, hash)
  }
  if (outcome === 'failed') log.warn('push-failed', { kind: notice.kind })
}

import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { AnswerRequest, StaffRequest } from '#shared/contracts/staff-requests.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { attachFiles } from '../attachments/attachments.ts'
import { answering, ending, isReopenable, reopening, stateAfter } from '../life.ts'
import { mailboxOf } from '../mailbox.ts'
import { sendUpdate } from '../request-mails.ts'
import { listEvents } from '../requests.queries.ts'
import { learnFromEnd } from '../routing/learn.ts'
import type { Worker } from './access.ts'
import { type Desk, changeRequest, requireAlive } from './change.ts'
import { loadTeams } from './team.ts'

/** Takes a request upon oneself; the resident sees that somebody works on it. */
export function takeRequest(deps: Deps, worker: Worker, id: string): Promise<StaffRequest> {
  return changeRequest(deps, worker, id, async (desk) => {
    requireAlive(desk)
    if (desk.request.assigned_to === worker.staff.id) return
    await desk.step({ kind: 'taken' }, { assigned_to: worker.staff.id, news: 0 })
  })
}

/**
 * Gives a request to a colleague of the team, or back to all of it.
 * @throws AppError 'invalid-input' for somebody who does not share the mailbox
 */
export function assignRequest(
  deps: Deps,
  worker: Worker,
  id: string,
  to: string | null,
): Promise<StaffRequest> {
  return changeRequest(deps, worker, id, async (desk) => {
    requireAlive(desk)
    const { municipality } = worker
    if (desk.request.assigned_to === to) return
    if (to === null) return void (await desk.step(released, { assigned_to: null }))
    const { date: today } = localMoment(desk.now, municipality.zone)
    const { slug } = mailboxOf(municipality, desk.request, 'de')
    const team = (await loadTeams(desk.trx, municipality, today)).of(slug)
    if (!team.some((member) => member.id === to)) {
      throw new AppError('invalid-input', { fields: { to: 'unknown-value' } })
    }
    await desk.step({ kind: 'assigned', internal: 1, to_staff_id: to }, { assigned_to: to })
  })
}

const released = { kind: 'released', internal: 1 } as const

/** Notes something for the colleagues. */
export function noteOnRequest(
  deps: Deps,
  worker: Worker,
  id: string,
  text: string,
): Promise<StaffRequest> {
  return changeRequest(deps, worker, id, async (desk) => {
    if (desk.request.erased_at !== null) throw new AppError('state-conflict')
    await desk.step({ kind: 'noted', internal: 1, text }, { news: 0 })
  })
}

/**
 * Answers the resident by mail: that settles it, asks them something, or says that more will follow.
 * @throws AppError 'state-conflict' for what is not open, or was changed since it was read
 */
export function answerRequest(
  deps: Deps,
  worker: Worker,
  id: string,
  { text, then, attachments, revision }: AnswerRequest,
): Promise<StaffRequest> {
  return changeRequest(deps, worker, id, async (desk) => {
    const { trx, request, now } = desk
    const { municipality, staff } = worker
    // The lock has raised it by one.
    if (revision !== undefined && revision + 1 !== request.revision) {
      throw new AppError('state-conflict')
    }
    const { kind, changes } = answering(municipality, request, then, now)
    const by = { mailbox_id: request.mailbox_id, text }
    const assigned = { assigned_to: request.assigned_to ?? staff.id }
    const step = await desk.step({ kind, ...by }, { ...changes, ...assigned })
    await attachFiles(trx, { tenantId: municipality.id, id, step }, attachments)
    const mail = kind === 'asked' ? 'request-asked' : 'request-answered'
    const update = { kind: mail, text, isSettled: then === 'close' } as const
    await sendUpdate(trx, deps, municipality, request, update, step)
    if (then !== 'close') return
    await desk.step({ kind: 'closed' })
    await learn(deps, desk)
  })
}

/** Ends a request without a further answer; the resident is told. */
export function closeRequest(
  deps: Deps,
  worker: Worker,
  id: string,
  note: string | undefined,
): Promise<StaffRequest> {
  return changeRequest(deps, worker, id, async (desk) => {
    await addNote(desk, note)
    await endRequest(deps, desk)
  })
}

/** Closes a request that somebody works on, tells the resident, and counts it. */
export async function endRequest(deps: Deps, desk: Desk): Promise<void> {
  const { trx, request, now, worker } = desk
  const state = stateAfter(request, 'close')
  await sendUpdate(trx, deps, worker.municipality, request, { kind: 'request-closed' })
  await desk.step({ kind: 'closed' }, { ...ending(now), state })
  await learn(deps, desk)
}

/**
 * Opens a closed request again.
 * @throws AppError 'state-conflict', 'reopen-limit'
 */
export function reopenRequest(
  deps: Deps,
  worker: Worker,
  id: string,
  note: string | undefined,
): Promise<StaffRequest> {
  return changeRequest(deps, worker, id, async (desk) => {
    const { request, now } = desk
    const { municipality } = worker
    if (request.state !== 'closed' || request.erased_at !== null) {
      throw new AppError('state-conflict')
    }
    if (!isReopenable(municipality, request)) throw new AppError('reopen-limit')
    await desk.step({ kind: 'reopened' }, reopening(municipality, request, now))
    await addNote(desk, note)
  })
}

export async function addNote(desk: Desk, note: string | undefined): Promise<void> {
  if (note) await desk.step({ kind: 'noted', internal: 1, text: note })
}

/** What the end of a request teaches, unless it was sent on as wrong before. */
export async function learn(deps: Deps, { trx, request, worker }: Desk): Promise<void> {
  const { municipality } = worker
  const events = await listEvents(trx, municipality.id, request.id)
  await learnFromEnd(trx, deps, municipality, request, wasCorrected(events))
}

/** Whether it was sent on because it was never for the mailbox that it came to. */
export function wasCorrected(events: readonly { kind: string; ref: string | null }[]): boolean {
  return events.some(({ kind, ref }) => kind === 'forwarded' && ref === wrongMailbox)
}

export const wrongMailbox = 'wrong'

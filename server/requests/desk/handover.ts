import type * as v from 'valibot'
import { recordEvent } from '#server/audit/audit.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { inLanguage } from '#server/tenants/municipality.ts'
import type {
  Absence,
  ClearAbsence,
  Handover,
  HandoverQuery,
  SetAbsence,
} from '#shared/contracts/staff-requests.ts'
import { type Instant, addDays, localMoment } from '#shared/domain/local-time.ts'
import { takeStep } from '../life.ts'
import { ringRequests } from '../live.ts'
import { mailboxOf } from '../mailbox.ts'
import { findRequest, lockRequest } from '../requests.queries.ts'
import { type Worker, shareOf } from './access.ts'
import { describeLines } from './line.ts'
import { listAssigned, listUnanswered } from './lists.queries.ts'
import { deleteAbsence, listSharesOf, upsertAbsence } from './members.queries.ts'
import { loadTeams } from './team.ts'

type Answered = v.InferOutput<typeof Absence>

/** Days since the resident waits, by the youngest of each age. */
const ages = [
  ['today', 0],
  ['days-1-2', 1],
  ['days-3-5', 3],
  ['days-6-10', 6],
  ['older', 11],
] as const

/** What is unanswered in the mailboxes one shares, by age, and who else could answer it. */
export async function readHandover(
  deps: Deps,
  worker: Worker,
  { mailbox, of }: v.InferOutput<typeof HandoverQuery>,
): Promise<Handover> {
  const { municipality } = worker
  const now = deps.clock.now()
  const { date: today } = localMoment(now, municipality.zone)
  const share = await shareOf(deps.db, worker)
  const isAsked = (id: string) =>
    mailbox === undefined || mailboxOf(municipality, { mailbox_id: id }, 'de').slug === mailbox
  const mailboxIds = share.readable.filter(isAsked)
  const scope = { tenantId: municipality.id, mailboxIds }
  const requests = await listUnanswered(deps.db, scope, of ?? null)
  const teams = await loadTeams(deps.db, municipality, today)
  const shown = share.mailboxes.filter(({ id }) => isAsked(id))
  const colleagues = new Set(shown.flatMap(({ id }) => teams.of(id)).map(({ id }) => id))
  const old = requests.map(({ unanswered_since: since }) =>
    ageOf(since ?? now, now, municipality.zone),
  )
  return {
    absences: teams.absences.filter(({ id }) => colleagues.has(id)),
    ages: ages.map(([age]) => ({ age, count: old.filter((one) => one === age).length })),
    requests: await describeLines(deps.db, municipality, requests, now),
    access: shown.map(({ id }) => {
      const { name } = municipality.file.mailboxes.find((known) => known.id === id)!
      return { mailbox: { slug: id, name: inLanguage(name, 'de') }, people: teams.of(id) }
    }),
  }
}

function ageOf(since: Instant, now: Instant, zone: string) {
  const today = localMoment(now, zone).date
  const day = localMoment(since, zone).date
  return ages.findLast(([, days]) => day <= addDays(today, -days))?.[0] ?? 'today'
}

/**
 * Notes on which days somebody is away: oneself, or a colleague with whom one shares a mailbox.
 * @throws AppError 'invalid-input' for nobody like that, or days in the wrong order
 */
export async function setAbsence(
  deps: Deps,
  worker: Worker,
  { person, from, to, release }: SetAbsence,
): Promise<Answered> {
  const { municipality, staff } = worker
  const staffId = await requireColleague(deps, worker, person)
  const now = deps.clock.now()
  const { date: today } = localMoment(now, municipality.zone)
  if (to < from) throw new AppError('invalid-input', { fields: { to: 'not-later' } })
  if (to < today) throw new AppError('invalid-input', { fields: { to: 'out-of-range' } })
  const tenantId = municipality.id
  const given = await deps.db.transaction().execute(async (trx) => {
    const row = { tenant_id: tenantId, staff_id: staffId, from_date: from, to_date: to }
    await upsertAbsence(trx, row)
    await recordEvent(trx, {
      tenantId,
      at: now,
      actor: `staff:${staff.id}`,
      action: 'absence-set',
      subject: staffId,
      details: { from, to },
    })
    const assigned = release ? await listAssigned(trx, tenantId, staffId) : []
    for (const { id } of assigned) {
      await lockRequest(trx, tenantId, id)
      const request = await findRequest(trx, tenantId, id)
      if (request?.assigned_to !== staffId) continue
      const step = { kind: 'released', internal: 1, staff_id: staff.id } as const
      await takeStep(trx, request, now, step, { assigned_to: null })
    }
    return assigned
  })
  const mailboxIds = given.map(({ mailbox_id: id }) => id)
  ringRequests(deps, tenantId, mailboxIds)
  return { person: staffId, absence: { from, to }, released: given.length }
}

/** Somebody is there again. @throws AppError 'invalid-input' for nobody like that */
export async function clearAbsence(
  deps: Deps,
  worker: Worker,
  { person }: v.InferOutput<typeof ClearAbsence>,
): Promise<Answered> {
  const { municipality, staff } = worker
  const staffId = await requireColleague(deps, worker, person)
  await deps.db.transaction().execute(async (trx) => {
    await deleteAbsence(trx, municipality.id, staffId)
    await recordEvent(trx, {
      tenantId: municipality.id,
      at: deps.clock.now(),
      actor: `staff:${staff.id}`,
      action: 'absence-cleared',
      subject: staffId,
    })
  })
  return { person: staffId, absence: null, released: 0 }
}

async function requireColleague(
  { db }: Deps,
  { municipality, staff }: Worker,
  person: string | undefined,
): Promise<string> {
  if (person === undefined || person === staff.id) return staff.id
  const own = new Set(
    (await listSharesOf(db, municipality.id, staff.id)).map(({ mailbox_id: id }) => id),
  )
  const theirs = await listSharesOf(db, municipality.id, person)
  if (theirs.some(({ mailbox_id: id }) => own.has(id))) return person
  throw new AppError('invalid-input', { fields: { person: 'unknown-value' } })
}

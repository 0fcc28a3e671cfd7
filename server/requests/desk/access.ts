import type { Db } from '#server/db/database.ts'
import { AppError } from '#server/errors.ts'
import type { StaffMember } from '#server/staff/staff-member.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { type ResidentRequest, findRequest } from '../requests.queries.ts'
import { listUsedMailboxes } from './lists.queries.ts'
import { type Member, listSharesOf } from './members.queries.ts'

/** Somebody of the staff at a municipality, as a route hands them on. */
export interface Worker {
  municipality: Municipality
  staff: StaffMember
}

/** What somebody may read. */
export interface Share {
  /** Mailboxes that are in the configuration, in its order. */
  mailboxes: { id: string; part: Member['part'] }[]
  /** All whose requests may be read: whoever has the general one has those of closed ones too. */
  readable: string[]
}

/** What a path may name: PostgreSQL takes no text with a NUL in it. */
export const isId = /^[\w-]{1,80}$/

export async function shareOf(db: Db, { municipality, staff }: Worker): Promise<Share> {
  const { id: tenantId, file } = municipality
  const own = new Map(
    (await listSharesOf(db, tenantId, staff.id)).map(({ mailbox_id: id, part }) => [id, part]),
  )
  const mailboxes = file.mailboxes.flatMap(({ id }) => {
    const part = own.get(id)
    return part ? [{ id, part }] : []
  })
  const readable = mailboxes.map(({ id }) => id)
  if (!own.has(file.tenant.generalMailbox)) return { mailboxes, readable }
  const known = new Set(file.mailboxes.map(({ id }) => id))
  const used = await listUsedMailboxes(db, tenantId)
  return { mailboxes, readable: [...readable, ...used.filter((id) => !known.has(id))] }
}

/**
 * A request that somebody may read. One that they may not is not there: nobody learns by asking
 * what lies in another mailbox, nor does anybody see what has not been confirmed.
 * @throws AppError 'not-found'
 */
export async function requireReadable(
  db: Db,
  worker: Worker,
  requestId: string,
): Promise<ResidentRequest> {
  if (!isId.test(requestId)) throw new AppError('not-found')
  const request = await findRequest(db, worker.municipality.id, requestId)
  if (!request || request.confirmed_at === null) throw new AppError('not-found')
  const { readable } = await shareOf(db, worker)
  if (!readable.includes(request.mailbox_id)) throw new AppError('not-found')
  return request
}

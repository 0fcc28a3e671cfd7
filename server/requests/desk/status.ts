import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { hasRole } from '#server/staff/staff-member.ts'
import { requestEventKinds } from '#shared/contracts/requests.ts'
import type { RequestStatus } from '#shared/contracts/staff-requests.ts'
import type * as v from 'valibot'
import { mailboxOf } from '../mailbox.ts'
import { listEvents } from '../requests.queries.ts'
import { type Worker, shareOf } from './access.ts'
import { isOverdue } from './line.ts'
import { lettersOf } from './lists.ts'
import { findByTicket } from './lists.queries.ts'

/**
 * What may be told to whoever calls about a ticket: how it stands and who has it, but neither what it
 * is about nor whose it is.
 * @throws AppError 'not-found'
 */
export async function readStatus(
  deps: Deps,
  worker: Worker,
  ticket: string,
): Promise<v.InferOutput<typeof RequestStatus>> {
  const { municipality, staff } = worker
  const request = await findByTicket(deps.db, municipality.id, lettersOf(ticket))
  if (!request) throw new AppError('not-found')
  const events = await listEvents(deps.db, municipality.id, request.id)
  const { readable } = await shareOf(deps.db, worker)
  const worksHere = hasRole(staff, municipality.id, 'caseworker', 'agent')
  const box = (id: string) => mailboxOf(municipality, { mailbox_id: id }, 'de')
  return {
    ticket: request.ticket,
    state: request.state,
    mailbox: box(request.mailbox_id),
    receivedAt: request.confirmed_at,
    dueAt: request.due_at,
    overdue: isOverdue(request, deps.clock.now()),
    steps: events.flatMap(({ at, kind, internal, mailbox_id: mailboxId }) => {
      const shown = requestEventKinds.find((known) => known === kind)
      if (internal === 1 || shown === undefined) return []
      return [{ at, kind: shown, mailbox: mailboxId === null ? null : box(mailboxId).name }]
    }),
    id: worksHere && readable.includes(request.mailbox_id) ? request.id : null,
  }
}

import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { StaffRequest } from '#shared/contracts/staff-requests.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import { isAlive } from '#shared/domain/request-state.ts'
import { type Step, takeStep } from '../life.ts'
import { ringRequests } from '../live.ts'
import { type ResidentRequest, lockRequest } from '../requests.queries.ts'
import { type Worker, requireReadable } from './access.ts'
import { describeForTeam } from './thread.ts'

/** A request under its lock, in the hands of somebody of its team. */
export interface Desk {
  trx: Trx
  worker: Worker
  /** As it is after the last step. */
  request: ResidentRequest
  now: Instant
  /** Takes a step in the person's name. */
  step(step: Step, changes?: Partial<ResidentRequest> | null): Promise<number>
}

/**
 * Lets somebody of the team work on a request under its lock.
 * @throws AppError 'not-found' for one that the person may not read
 */
export async function workOn<T>(
  deps: Deps,
  worker: Worker,
  id: string,
  work: (desk: Desk) => Promise<T>,
): Promise<{ request: ResidentRequest; result: T }> {
  const { municipality, staff } = worker
  // Whoever may not read it must not be able to hold the lock.
  const before = await requireReadable(deps.db, worker, id)
  const done = await deps.db.transaction().execute(async (trx) => {
    await lockRequest(trx, municipality.id, id)
    const desk: Desk = {
      trx,
      worker,
      request: await requireReadable(trx, worker, id),
      now: deps.clock.now(),
      async step(step, changes = null) {
        const mine = { ...step, staff_id: staff.id }
        const taken = await takeStep(trx, desk.request, desk.now, mine, changes)
        desk.request = taken.request
        return taken.position
      },
    }
    return { result: await work(desk), request: desk.request }
  })
  deps.wakeMail()
  ringRequests(deps, municipality.id, [before.mailbox_id, done.request.mailbox_id])
  return done
}

/** The same, answered with the request as it is then. */
export async function changeRequest(
  deps: Deps,
  worker: Worker,
  id: string,
  work: (desk: Desk) => Promise<void>,
): Promise<StaffRequest> {
  const { request } = await workOn(deps, worker, id, work)
  return describeForTeam(deps.db, deps, worker, request)
}

/** @throws AppError 'state-conflict' for what is not open or waiting */
export function requireAlive({ request }: Pick<Desk, 'request'>): void {
  if (!isAlive(request.state)) throw new AppError('state-conflict')
}

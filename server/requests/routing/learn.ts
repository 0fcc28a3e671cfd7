import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { type Instant, localMoment } from '#shared/domain/local-time.ts'
import { routingKeysOf } from '#shared/search/routing.ts'
import { type RequestEvent, type ResidentRequest, listEvents } from '../requests.queries.ts'
import { addToCorrections, addToRoutingCount, addToRoutingMonth } from './routing.queries.ts'

type LearnDeps = Pick<Deps, 'clock' | 'searches' | 'routings'>

/** What a request is counted under: entries, topics and words of the catalogue, never its own words. */
function keysOf(deps: LearnDeps, municipality: Municipality, request: ResidentRequest): string[] {
  const { routing } = deps.routings.of(deps, municipality, request.lang)
  const keys = new Set(routingKeysOf(routing, `${request.subject ?? ''}\n${request.text}`))
  if (request.service_id !== null) keys.add(`service ${request.service_id}`)
  if (request.topic_id !== null) keys.add(`topic ${request.topic_id}`)
  // One order for all: transactions that count the same words must not wait for each other in turn.
  return [...keys].sort()
}

/** What a request is about, for the figures of a month. */
function topicOf({ topic_id: topicId, service_id: serviceId }: ResidentRequest): string {
  if (topicId !== null) return `topic ${topicId}`
  return serviceId === null ? '' : `service ${serviceId}`
}

const monthOf = ({ zone }: Municipality, at: Instant) => localMoment(at, zone).date.slice(0, 7)

/** Counts a request that is settled: once, however often it is opened again. */
export async function learnFromEnd(
  trx: Trx,
  deps: LearnDeps,
  municipality: Municipality,
  request: ResidentRequest,
): Promise<void> {
  const { tenant_id: tenantId, first_mailbox_id: mailboxId, reopened } = request
  if (reopened > 0 || mailboxId === null) return
  const isFirst = !wasCorrected(await listEvents(trx, tenantId, request.id))
  await addToRoutingMonth(trx, {
    tenant_id: tenantId,
    month: monthOf(municipality, deps.clock.now()),
    topic: topicOf(request),
    first: isFirst ? 1 : 0,
  })
  if (!isFirst) return
  for (const key of keysOf(deps, municipality, request)) {
    await addToRoutingCount(trx, { tenant_id: tenantId, key, mailbox_id: mailboxId }, 1)
  }
}

/** Counts a correction: the next such request is proposed to whoever has this one now. */
export async function learnFromCorrection(
  trx: Trx,
  deps: LearnDeps,
  municipality: Municipality,
  request: ResidentRequest,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const { tenant_id: tenantId } = request
  const isAgain = wasCorrected(await listEvents(trx, tenantId, request.id))
  const keys = keysOf(deps, municipality, request)
  for (const key of keys) {
    // What the last correction said was wrong too.
    if (isAgain) await addToRoutingCount(trx, { tenant_id: tenantId, key, mailbox_id: from }, -1)
    await addToRoutingCount(trx, { tenant_id: tenantId, key, mailbox_id: to }, 1)
  }
  await addToCorrections(trx, {
    tenant_id: tenantId,
    month: monthOf(municipality, deps.clock.now()),
    topic: topicOf(request),
    from_mailbox_id: from,
    to_mailbox_id: to,
  })
}

/** What a step that sends a request on is marked by, if it was never for the mailbox it came to. */
export const wrongMailbox = 'wrong'

function wasCorrected(events: readonly RequestEvent[]): boolean {
  return events.some(({ kind, ref }) => kind === 'forwarded' && ref === wrongMailbox)
}

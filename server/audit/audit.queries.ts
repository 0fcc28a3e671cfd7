import type { Db } from '#server/db/database.ts'
import type { Instant } from '#shared/domain/local-time.ts'

export interface EventFilter {
  /** Everything of a staff member, a kind of actors, or anybody. */
  actor?: string | undefined
  action?: string | undefined
  subject?: string | undefined
  since?: Instant | undefined
  /** Not included. */
  until?: Instant | undefined
  /** Older than this event. */
  after?: { at: Instant; id: string } | undefined
}

/** What happened at a municipality, the newest first. */
export function listEvents(db: Db, tenantId: string, filter: EventFilter, limit: number) {
  const { actor, action, subject, since, until, after } = filter
  let query = db
    .selectFrom('audit_event')
    .select(['id', 'at', 'actor', 'action', 'subject', 'details'])
    .where('tenant_id', '=', tenantId)
  if (actor === 'staff') query = query.where('actor', 'like', 'staff:%')
  else if (actor !== undefined) query = query.where('actor', '=', actor)
  if (action !== undefined) query = query.where('action', '=', action)
  if (subject !== undefined) query = query.where('subject', '=', subject)
  if (since !== undefined) query = query.where('at', '>=', since)
  if (until !== undefined) query = query.where('at', '<', until)
  if (after) {
    query = query.where(({ eb, and, or }) =>
      or([eb('at', '<', after.at), and([eb('at', '=', after.at), eb('id', '<', after.id)])]),
    )
  }
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}

import { randomUUID } from 'node:crypto'
import type { Trx } from '#server/db/database.ts'
import type { AuditAction } from '#shared/contracts/audit.ts'
import type { Instant } from '#shared/domain/local-time.ts'

/** Who did what to which thing. Details hold states, dates and codes: no names, no free text. */
export interface AuditEvent {
  tenantId: string
  at: Instant
  actor: 'resident' | 'system' | `staff:${string}`
  action: AuditAction
  subject: string
  details?: Record<string, string | number | null>
}

/** Keeps an event in the transaction that it tells of. */
export async function recordEvent(trx: Trx, event: AuditEvent): Promise<void> {
  await trx
    .insertInto('audit_event')
    .values({
      tenant_id: event.tenantId,
      id: randomUUID(),
      at: event.at,
      actor: event.actor,
      action: event.action,
      subject: event.subject,
      details: JSON.stringify(event.details ?? {}),
    })
    .execute()
}

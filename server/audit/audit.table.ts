export interface AuditEventTable {
  tenant_id: string
  id: string
  at: string
  /** `resident`, `system`, or the id of a staff member. */
  actor: string
  action: string
  subject: string
  /** JSON of what changed, without names, addresses and free text. */
  details: string
}

import type { TableMaker } from './table-maker.ts'

/** What waits to be sent, and what was done by whom. */
export async function createMailAndAudit({ table, index }: TableMaker): Promise<void> {
  await table(
    'outbox_mail',
    {
      tenant_id: 'text',
      id: 'text',
      kind: 'text',
      subject_id: 'text?',
      state: 'text',
      sealed: 'text',
      message_id: 'text',
      attempts: 'integer',
      due_at: 'text',
      last_error: 'text?',
      created_at: 'text',
      sent_at: 'text?',
    },
    { key: ['tenant_id', 'id'] },
  )
  await index('outbox_mail_subject', 'outbox_mail', ['tenant_id', 'subject_id'])
  await index('outbox_mail_due', 'outbox_mail', ['state', 'due_at'])
  await table(
    'audit_event',
    {
      tenant_id: 'text',
      id: 'text',
      at: 'text',
      actor: 'text',
      action: 'text',
      subject: 'text',
      details: 'text',
    },
    { key: ['tenant_id', 'id'] },
  )
  await index('audit_event_at', 'audit_event', ['tenant_id', 'at'])
}

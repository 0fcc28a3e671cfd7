import type { TableMaker } from './table-maker.ts'

/**
 * Who works on requests and how: what a request needs to be worked on, who shares which mailbox,
 * promised calls with the ledger of their days, and counts that make the next proposal better.
 */
export async function createRequestDesk({ table, index, column }: TableMaker): Promise<void> {
  await column('request', 'topic_id', 'text?')
  await column('request', 'fields', 'text?')
  await column('request', 'reply_by', 'text', 'mail')
  await column('request', 'source', 'text', 'form')
  await column('request', 'assigned_to', 'text?')
  await column('request', 'first_mailbox_id', 'text?')
  await column('request', 'due_at', 'text?')
  await column('request', 'due_left', 'integer?')
  await column('request', 'unanswered_since', 'text?')
  await column('request', 'news', 'integer', 0)
  await column('request', 'has_attachments', 'integer', 0)
  await column('request', 'reopened', 'integer', 0)
  await column('request', 'merged_into', 'text?')
  await column('request', 'maybe_of', 'text?')
  await column('request', 'helpful', 'integer?')
  await index('request_due', 'request', ['tenant_id', 'state', 'due_at'])

  await column('request_event', 'internal', 'integer', 0)
  await column('request_event', 'staff_id', 'text?')
  await column('request_event', 'to_staff_id', 'text?')
  await column('request_event', 'mailbox_id', 'text?')
  await column('request_event', 'from_mailbox_id', 'text?')
  await column('request_event', 'ref', 'text?')
  await column('request_event', 'message_id', 'text?')
  await index('request_event_message', 'request_event', ['tenant_id', 'message_id'])

  const tenant = { columns: ['tenant_id'], of: 'tenant', key: ['id'] }
  const staff = { columns: ['staff_id'], of: 'staff', key: ['id'], cascade: true }
  await table(
    'mailbox_member',
    { tenant_id: 'text', mailbox_id: 'text', staff_id: 'text', part: 'text' },
    { key: ['tenant_id', 'mailbox_id', 'staff_id'], references: { tenant, staff } },
  )
  await index('mailbox_member_staff', 'mailbox_member', ['tenant_id', 'staff_id'])
  await table(
    'staff_absence',
    { tenant_id: 'text', staff_id: 'text', from_date: 'text', to_date: 'text' },
    { key: ['tenant_id', 'staff_id'], references: { tenant, staff } },
  )

  await table(
    'callback',
    {
      tenant_id: 'text',
      id: 'text',
      request_id: 'text',
      mailbox_id: 'text',
      date: 'text',
      from_minute: 'integer',
      to_minute: 'integer',
      state: 'text',
      hold_until: 'text?',
      attempts: 'integer',
      last_attempt_at: 'text?',
      created_at: 'text',
      settled_at: 'text?',
    },
    {
      key: ['tenant_id', 'id'],
      references: {
        request: { columns: ['tenant_id', 'request_id'], of: 'request', cascade: true },
      },
    },
  )
  await index('callback_day_taken', 'callback', ['tenant_id', 'mailbox_id', 'date', 'state'])
  await index('callback_request', 'callback', ['tenant_id', 'request_id'])
  await table(
    'callback_day',
    { tenant_id: 'text', mailbox_id: 'text', date: 'text', revision: 'integer' },
    { key: ['tenant_id', 'mailbox_id', 'date'], references: { tenant } },
  )

  await table(
    'routing_count',
    { tenant_id: 'text', key: 'text', mailbox_id: 'text', count: 'integer' },
    { key: ['tenant_id', 'key', 'mailbox_id'], references: { tenant } },
  )
  await table(
    'routing_month',
    { tenant_id: 'text', month: 'text', topic: 'text', total: 'integer', first: 'integer' },
    { key: ['tenant_id', 'month', 'topic'], references: { tenant } },
  )
  await table(
    'routing_correction',
    {
      tenant_id: 'text',
      month: 'text',
      topic: 'text',
      from_mailbox_id: 'text',
      to_mailbox_id: 'text',
      count: 'integer',
    },
    {
      key: ['tenant_id', 'month', 'topic', 'from_mailbox_id', 'to_mailbox_id'],
      references: { tenant },
    },
  )
  await table(
    'mailbox_bounce',
    { tenant_id: 'text', mailbox_id: 'text', bounced_at: 'text', code: 'text' },
    { key: ['tenant_id', 'mailbox_id'], references: { tenant } },
  )
}

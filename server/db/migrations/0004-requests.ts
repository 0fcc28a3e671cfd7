import type { TableMaker } from './table-maker.ts'

/**
 * Requests, what happened to them, and their tokens. Mailbox and service are names without a
 * foreign key: a municipality may close a mailbox that once had requests.
 */
export async function createRequests({ table, index }: TableMaker): Promise<void> {
  const request = { columns: ['tenant_id', 'request_id'], of: 'request', cascade: true }
  await table(
    'request',
    {
      tenant_id: 'text',
      id: 'text',
      ticket: 'text',
      state: 'text',
      hold_until: 'text?',
      mailbox_id: 'text',
      service_id: 'text?',
      lang: 'text',
      subject: 'text?',
      text: 'text',
      name: 'text',
      email: 'text',
      phone: 'text?',
      address_key: 'text',
      revision: 'integer',
      created_at: 'text',
      confirmed_at: 'text?',
      closed_at: 'text?',
      erased_at: 'text?',
    },
    {
      key: ['tenant_id', 'id'],
      references: { tenant: { columns: ['tenant_id'], of: 'tenant', key: ['id'] } },
      unique: [['tenant_id', 'ticket']],
    },
  )
  await index('request_address', 'request', ['tenant_id', 'address_key', 'created_at'])
  await index('request_hold', 'request', ['state', 'hold_until'])
  await index('request_closed', 'request', ['closed_at', 'erased_at'])
  await index('request_mailbox', 'request', ['tenant_id', 'mailbox_id', 'state'])

  await table(
    'request_event',
    {
      tenant_id: 'text',
      request_id: 'text',
      position: 'integer',
      at: 'text',
      kind: 'text',
      text: 'text?',
    },
    { key: ['tenant_id', 'request_id', 'position'], references: { request } },
  )
  await table(
    'request_token',
    {
      tenant_id: 'text',
      request_id: 'text',
      secret_hash: 'text',
      scope: 'text',
      created_at: 'text',
    },
    { key: ['tenant_id', 'request_id', 'secret_hash'], references: { request } },
  )
}

import type { TableMaker } from './table-maker.ts'

/** Files that come with requests, their conversations by mail, and what came in over which way. */
export async function createRequestMail({ table, index }: TableMaker): Promise<void> {
  const tenant = { columns: ['tenant_id'], of: 'tenant', key: ['id'] }
  await table(
    'request_attachment',
    {
      tenant_id: 'text',
      id: 'text',
      draft_key: 'text?',
      request_id: 'text?',
      step: 'integer?',
      field: 'text?',
      position: 'integer',
      type: 'text',
      bytes: 'integer',
      sha256: 'text',
      state: 'text',
      created_at: 'text',
    },
    { key: ['tenant_id', 'id'], references: { tenant } },
  )
  await index('request_attachment_request', 'request_attachment', ['tenant_id', 'request_id'])
  await index('request_attachment_draft', 'request_attachment', ['tenant_id', 'draft_key'])
  await index('request_attachment_state', 'request_attachment', ['state', 'created_at'])

  await table(
    'request_message',
    {
      tenant_id: 'text',
      message_id: 'text',
      request_id: 'text',
      side: 'text',
      direction: 'text',
      step: 'integer?',
      original: 'text?',
      at: 'text',
    },
    {
      key: ['tenant_id', 'message_id'],
      references: {
        request: { columns: ['tenant_id', 'request_id'], of: 'request', cascade: true },
      },
    },
  )
  await index('request_message_request', 'request_message', ['tenant_id', 'request_id', 'at'])

  await table(
    'inbound_mail',
    {
      tenant_id: 'text',
      digest: 'text',
      way: 'text',
      verdict: 'text',
      reason: 'text?',
      request_id: 'text?',
      sender_key: 'text',
      words_key: 'text',
      received_at: 'text',
    },
    { key: ['tenant_id', 'digest'], references: { tenant } },
  )
  await index('inbound_mail_sender', 'inbound_mail', ['tenant_id', 'sender_key', 'received_at'])
  await index('inbound_mail_words', 'inbound_mail', ['tenant_id', 'words_key', 'received_at'])
  await index('inbound_mail_received', 'inbound_mail', ['received_at'])
  await table(
    'imap_box',
    {
      tenant_id: 'text',
      box: 'text',
      uid_validity: 'text',
      last_uid: 'text',
      leased_until: 'text',
      polled_at: 'text',
    },
    { key: ['tenant_id', 'box'], references: { tenant } },
  )
}

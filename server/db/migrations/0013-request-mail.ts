import type { TableMaker } from './table-maker.ts'

/** Files that come with requests. */
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
}

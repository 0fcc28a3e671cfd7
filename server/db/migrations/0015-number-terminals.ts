import type { TableMaker } from './table-maker.ts'

/** Screens at which people take numbers by themselves; only the hash of a screen's key is kept. */
export async function createNumberTerminals({ table }: TableMaker): Promise<void> {
  await table(
    'number_terminal',
    {
      tenant_id: 'text',
      id: 'text',
      office_id: 'text',
      name: 'text',
      secret_hash: 'text',
      created_at: 'text',
      seen_at: 'text?',
    },
    {
      key: ['tenant_id', 'id'],
      references: {
        tenant: { columns: ['tenant_id'], of: 'tenant', key: ['id'], cascade: true },
      },
    },
  )
}

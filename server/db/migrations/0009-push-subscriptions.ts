import type { TableMaker } from './table-maker.ts'

/** Browsers that get a notice when it is an appointment's turn. */
export async function createPushSubscriptions({ table }: TableMaker): Promise<void> {
  await table(
    'push_subscription',
    {
      tenant_id: 'text',
      appointment_id: 'text',
      endpoint_hash: 'text',
      sealed: 'text',
      soon_at: 'text?',
      called_at: 'text?',
      created_at: 'text',
    },
    {
      key: ['tenant_id', 'appointment_id', 'endpoint_hash'],
      references: {
        appointment: {
          columns: ['tenant_id', 'appointment_id'],
          of: 'appointment',
          cascade: true,
        },
      },
    },
  )
}

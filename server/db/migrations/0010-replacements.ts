import type { TableMaker } from './table-maker.ts'

/** Appointments that cannot take place, and what was offered instead. */
export async function createReplacements({ table, index }: TableMaker): Promise<void> {
  await table(
    'replacement',
    {
      tenant_id: 'text',
      id: 'text',
      appointment_id: 'text',
      state: 'text',
      reason: 'text?',
      was_office_id: 'text',
      was_group_id: 'text',
      was_date: 'text',
      was_start_minute: 'integer',
      held_id: 'text?',
      offered_office_id: 'text?',
      offered_group_id: 'text?',
      offered_date: 'text?',
      offered_start_minute: 'integer?',
      offered_minutes: 'integer?',
      offered_until: 'text?',
      attempts: 'integer',
      attempted_at: 'text?',
      created_at: 'text',
      settled_at: 'text?',
    },
    {
      key: ['tenant_id', 'id'],
      references: {
        appointment: {
          columns: ['tenant_id', 'appointment_id'],
          of: 'appointment',
          cascade: true,
        },
      },
    },
  )
  await index('replacement_appointment', 'replacement', ['tenant_id', 'appointment_id'])
  await index('replacement_state', 'replacement', ['state', 'was_date'])
}

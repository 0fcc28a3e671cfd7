import type { TableMaker } from './table-maker.ts'

/** Appointments, their tokens, and the ledger that guards their days. */
export async function createAppointments({ table, index }: TableMaker): Promise<void> {
  const group = { columns: ['tenant_id', 'counter_group_id'], of: 'counter_group' }
  const appointment = {
    columns: ['tenant_id', 'appointment_id'],
    of: 'appointment',
    cascade: true,
  }
  await table(
    'appointment',
    {
      tenant_id: 'text',
      id: 'text',
      reference: 'text',
      office_id: 'text',
      counter_group_id: 'text',
      date: 'text',
      start_minute: 'integer',
      minutes: 'integer',
      starts_at: 'text',
      state: 'text',
      hold_until: 'text?',
      lang: 'text',
      name: 'text',
      email: 'text',
      phone: 'text?',
      address_key: 'text',
      remind_at: 'text?',
      created_at: 'text',
      confirmed_at: 'text?',
      erased_at: 'text?',
    },
    { key: ['tenant_id', 'id'], references: { group }, unique: [['tenant_id', 'reference']] },
  )
  // Covers the occupancy query, in the order in which it groups: it never touches the table itself.
  await index('appointment_occupancy', 'appointment', [
    'tenant_id',
    'counter_group_id',
    'date',
    'state',
    'start_minute',
    'minutes',
    'hold_until',
  ])
  await index('appointment_address', 'appointment', ['tenant_id', 'address_key', 'created_at'])
  await index('appointment_hold', 'appointment', ['state', 'hold_until'])
  await index('appointment_remind', 'appointment', ['state', 'remind_at'])
  await index('appointment_start', 'appointment', ['tenant_id', 'erased_at', 'starts_at'])

  await table(
    'appointment_item',
    {
      tenant_id: 'text',
      appointment_id: 'text',
      service_id: 'text',
      position: 'integer',
      persons: 'integer',
      minutes: 'integer',
    },
    { key: ['tenant_id', 'appointment_id', 'service_id'], references: { appointment } },
  )
  await table(
    'appointment_token',
    {
      tenant_id: 'text',
      appointment_id: 'text',
      secret_hash: 'text',
      scope: 'text',
      created_at: 'text',
    },
    { key: ['tenant_id', 'appointment_id', 'secret_hash'], references: { appointment } },
  )
  await table(
    'ledger_day',
    { tenant_id: 'text', counter_group_id: 'text', date: 'text', revision: 'integer' },
    { key: ['tenant_id', 'counter_group_id', 'date'], references: { group } },
  )
  await table(
    'address_lock',
    { tenant_id: 'text', address_key: 'text', used_at: 'text' },
    { key: ['tenant_id', 'address_key'] },
  )
  await table(
    'idempotent_answer',
    {
      tenant_id: 'text',
      key_hash: 'text',
      body_hash: 'text',
      sealed: 'text',
      created_at: 'text',
    },
    { key: ['tenant_id', 'key_hash'] },
  )
  await table(
    'erasure',
    { tenant_id: 'text', subject_id: 'text', erased_at: 'text' },
    { key: ['tenant_id', 'subject_id'] },
  )
}

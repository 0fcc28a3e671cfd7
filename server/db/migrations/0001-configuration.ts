import type { TableMaker } from './table-maker.ts'

const ofTenant = { columns: ['tenant_id'], of: 'tenant', key: ['id'] }
const ofGroup = { columns: ['tenant_id', 'counter_group_id'], of: 'counter_group' }
const ofService = { columns: ['tenant_id', 'service_id'], of: 'service' }

/** Municipalities, their offices, hours, services and mailboxes. */
export async function createConfiguration({ table }: TableMaker): Promise<void> {
  await table(
    'tenant',
    { id: 'text', name: 'text', kind: 'text', settings: 'text', revision: 'integer' },
    { key: ['id'] },
  )
  for (const name of ['department', 'life_situation']) {
    await table(
      name,
      { tenant_id: 'text', id: 'text', position: 'integer', name: 'text' },
      { key: ['tenant_id', 'id'], references: { tenant: ofTenant } },
    )
  }
  await table(
    'mailbox',
    {
      tenant_id: 'text',
      id: 'text',
      position: 'integer',
      department_id: 'text',
      name: 'text',
      address: 'text',
    },
    {
      key: ['tenant_id', 'id'],
      references: { department: { columns: ['tenant_id', 'department_id'], of: 'department' } },
    },
  )
  await table(
    'office',
    { tenant_id: 'text', id: 'text', position: 'integer', name: 'text', details: 'text' },
    { key: ['tenant_id', 'id'], references: { tenant: ofTenant } },
  )
  await table(
    'counter_group',
    {
      tenant_id: 'text',
      id: 'text',
      office_id: 'text',
      position: 'integer',
      name: 'text',
      grid_minutes: 'integer',
      lead_minutes: 'integer',
      horizon_days: 'integer',
      release_weekday: 'integer?',
      release_minute: 'integer',
    },
    {
      key: ['tenant_id', 'id'],
      references: { office: { columns: ['tenant_id', 'office_id'], of: 'office' } },
    },
  )
  await table(
    'opening_rule',
    {
      tenant_id: 'text',
      counter_group_id: 'text',
      position: 'integer',
      weekday: 'integer',
      week_of_month: 'integer?',
      from_minute: 'integer',
      to_minute: 'integer',
      public_counters: 'integer',
      reserve_counters: 'integer',
      valid_from: 'text?',
      valid_to: 'text?',
    },
    {
      key: ['tenant_id', 'counter_group_id', 'position', 'weekday'],
      references: { group: ofGroup },
    },
  )
  await table(
    'closure',
    {
      tenant_id: 'text',
      office_id: 'text',
      position: 'integer',
      counter_group_id: 'text?',
      date_from: 'text',
      date_to: 'text',
      from_minute: 'integer',
      to_minute: 'integer',
      reason: 'text',
    },
    {
      key: ['tenant_id', 'office_id', 'position'],
      references: { office: { columns: ['tenant_id', 'office_id'], of: 'office' } },
    },
  )
  await table(
    'service',
    {
      tenant_id: 'text',
      id: 'text',
      position: 'integer',
      department_id: 'text',
      mailbox_id: 'text',
      channels: 'text',
      minutes: 'integer',
      extra_person_minutes: 'integer?',
      life_situations: 'text',
      popularity: 'integer',
      terms: 'text',
    },
    {
      key: ['tenant_id', 'id'],
      references: {
        department: { columns: ['tenant_id', 'department_id'], of: 'department' },
        mailbox: { columns: ['tenant_id', 'mailbox_id'], of: 'mailbox' },
      },
    },
  )
  await table(
    'service_text',
    {
      tenant_id: 'text',
      service_id: 'text',
      lang: 'text',
      status: 'text',
      version: 'integer',
      content: 'text',
    },
    { key: ['tenant_id', 'service_id', 'lang', 'version'], references: { service: ofService } },
  )
  await table(
    'service_at_group',
    {
      tenant_id: 'text',
      counter_group_id: 'text',
      service_id: 'text',
      position: 'integer',
      minutes: 'integer?',
    },
    {
      key: ['tenant_id', 'counter_group_id', 'service_id'],
      references: { group: ofGroup, service: ofService },
    },
  )
}

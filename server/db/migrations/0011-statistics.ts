import type { TableMaker } from './table-maker.ts'

/** Counts of days that are over; they name nobody, and stay when persons and visits are gone. */
export async function createStatistics({ table }: TableMaker): Promise<void> {
  const tenant = { columns: ['tenant_id'], of: 'tenant', key: ['id'] }
  await table(
    'counted_day',
    { tenant_id: 'text', date: 'text', counted_at: 'text' },
    { key: ['tenant_id', 'date'], references: { tenant } },
  )
  await table(
    'day_count',
    {
      tenant_id: 'text',
      date: 'text',
      counter_group_id: 'text',
      measure: 'text',
      key: 'text',
      count: 'integer',
      total: 'integer',
    },
    {
      key: ['tenant_id', 'date', 'counter_group_id', 'measure', 'key'],
      references: { tenant },
    },
  )
}

import type { TableMaker } from './table-maker.ts'

/** What happens to a visit from the entrance to the end, and visits that nobody booked. */
export async function addVisits({ column, index }: TableMaker): Promise<void> {
  await column('appointment', 'kind', 'text', 'booked')
  await column('appointment', 'call_number', 'text?')
  await column('appointment', 'arrived_at', 'text?')
  await column('appointment', 'called_at', 'text?')
  await column('appointment', 'ended_at', 'text?')
  await column('appointment', 'counter', 'integer?')
  await column('appointment', 'calls', 'integer', 0)
  await column('ledger_day', 'call_numbers', 'integer', 0)
  // Only those of visits have one: rows without a number are never equal.
  const number = ['tenant_id', 'office_id', 'date', 'call_number']
  await index('appointment_call_number', 'appointment', number, { unique: true })
}

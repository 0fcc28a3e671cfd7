import { type Kysely, sql } from 'kysely'
import type { Engine } from '../database.ts'
import type { TableMaker } from './table-maker.ts'

/**
 * Gives each ledger day a number, and each appointment the number of its day: an index that begins
 * with one integer is read twice as fast as one that compares tenant, group, date and state.
 */
export async function numberLedgerDays(
  { table, index }: TableMaker,
  db: Kysely<unknown>,
  engine: Engine,
): Promise<void> {
  const group = { columns: ['tenant_id', 'counter_group_id'], of: 'counter_group' }
  await sql`create table ledger_day_before as select * from ledger_day`.execute(db)
  await sql`drop table ledger_day`.execute(db)
  await table(
    'ledger_day',
    {
      number: 'number',
      tenant_id: 'text',
      counter_group_id: 'text',
      date: 'text',
      revision: 'integer',
    },
    {
      key: ['number'],
      references: { group },
      unique: [['tenant_id', 'counter_group_id', 'date']],
    },
  )
  // Days that are over had been deleted although they had appointments.
  await sql`
    insert into ledger_day (tenant_id, counter_group_id, date, revision)
    select tenant_id, counter_group_id, date, max(revision) from (
      select tenant_id, counter_group_id, date, revision from ledger_day_before
      union all
      select distinct tenant_id, counter_group_id, date, 0 from appointment
    ) as day
    group by tenant_id, counter_group_id, date
    order by tenant_id, counter_group_id, date`.execute(db)
  await sql`drop table ledger_day_before`.execute(db)

  await db.schema
    .alterTable('appointment')
    // SQLite adds a column that must not be null only with a default; no row keeps it.
    .addColumn('ledger_day', engine === 'sqlite' ? 'integer' : 'bigint', (made) =>
      made.notNull().defaultTo(0),
    )
    .execute()
  await db.schema
    .alterTable('appointment')
    .addColumn('slot', 'integer', (made) => {
      const slot = made.generatedAlwaysAs(sql`start_minute * 2048 + minutes`)
      // SQLite adds only columns that it computes when they are read; the index keeps them anyway.
      return engine === 'sqlite' ? slot : slot.stored()
    })
    .execute()
  await sql`
    update appointment set ledger_day = (
      select number from ledger_day
      where ledger_day.tenant_id = appointment.tenant_id
        and ledger_day.counter_group_id = appointment.counter_group_id
        and ledger_day.date = appointment.date
    )`.execute(db)

  await db.schema.dropIndex('appointment_occupancy').execute()
  await index('appointment_day', 'appointment', ['tenant_id', 'counter_group_id', 'date'])
  // These two cover the occupancy query, the first in the order in which it groups: it never touches
  // the table itself. Their conditions are those of the query, or no engine would use them.
  await sql`
    create index appointment_taking on appointment (ledger_day, slot)
    where state in ('confirmed', 'checked_in', 'called')`.execute(db)
  await sql`
    create index appointment_holding on appointment (ledger_day, hold_until, state, slot)
    where hold_until is not null`.execute(db)
}

import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Db } from '#server/db/database.ts'
import { openSqlite } from '#server/db/dialects/sqlite.ts'

describe('SQLite', () => {
  let db: Db
  beforeEach(async () => {
    db = openSqlite(':memory:')
    await sql`create table note (text text) strict`.execute(db)
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    await db.destroy()
  })

  const notes = async () => (await sql<{ text: string }>`select * from note`.execute(db)).rows
  const note = (text: string) => sql`insert into note values (${text})`.execute(db)

  it('prepares a statement once', async () => {
    const prepare = vi.spyOn(Database.prototype, 'prepare')
    for (const text of ['one', 'two', 'three']) await note(text)
    expect(prepare).toHaveBeenCalledTimes(1)
    expect(await notes()).toHaveLength(3)
  })

  it('sees columns that are newer than a statement', async () => {
    await note('one')
    expect(await notes()).toEqual([{ text: 'one' }])
    await sql`alter table note add column lang text`.execute(db)
    expect(await notes()).toEqual([{ text: 'one', lang: null }])
  })
})

import type { Db } from '#server/db/database.ts'
import { listNames, listPeople } from './people.queries.ts'

/** What people of the staff are called, for records that keep their ids. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  // PostgreSQL takes no empty list.
  if (ids.length === 0) return new Map()
  return new Map((await listNames(db, [...new Set(ids)])).map(({ id, name }) => [id, name]))
}

/** As a German telephone book has them; databases sort Ł behind z. */
export function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name, 'de')
}

/** Everybody who works at a municipality, by name. */
export async function colleaguesOf(
  db: Db,
  tenantId: string,
): Promise<{ id: string; name: string }[]> {
  const rows = await listPeople(db, tenantId)
  return [...new Map(rows.map(({ id, name }) => [id, { id, name }])).values()].sort(byName)
}

/** Those who can share a mailbox: caseworkers and agents who have not been disabled. */
export async function caseworkersOf(
  db: Db,
  tenantId: string,
): Promise<{ id: string; name: string }[]> {
  const rows = await listPeople(db, tenantId)
  const able = rows.filter(
    ({ role, disabled_at: disabledAt }) =>
      (role === 'caseworker' || role === 'agent') && disabledAt === null,
  )
  return [...new Map(able.map(({ id, name }) => [id, { id, name }])).values()]
}

import type { Db } from '#server/db/database.ts'
import { byName, namesOf } from '#server/staff/names.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { IsoDate } from '#shared/domain/local-time.ts'
import { type Member, listAbsences, listMembers } from './members.queries.ts'

export interface TeamMember {
  id: string
  name: string
  part: Member['part']
  /** Not there today. */
  away: boolean
}

export interface Absent {
  id: string
  name: string
  from: IsoDate
  to: IsoDate
}

/** Who works at the mailboxes of a municipality, and who of them is away. */
export interface Teams {
  of(mailboxId: string): TeamMember[]
  /** Absences that are not over. */
  absences: Absent[]
}

/** Members first, then deputies, by name. */
export async function loadTeams(
  db: Db,
  { id: tenantId }: Municipality,
  today: IsoDate,
): Promise<Teams> {
  const members = await listMembers(db, tenantId)
  const absent = await listAbsences(db, tenantId, today)
  const ids = [...members, ...absent].map(({ staff_id: id }) => id)
  const names = await namesOf(db, ids)
  const away = new Set(
    absent.filter(({ from_date: from }) => from <= today).map(({ staff_id: id }) => id),
  )
  const byMailbox = Map.groupBy(members, ({ mailbox_id: id }) => id)
  return {
    of: (mailboxId) =>
      (byMailbox.get(mailboxId) ?? [])
        .map(({ staff_id: id, part }) => ({
          id,
          name: names.get(id) ?? '',
          part,
          away: away.has(id),
        }))
        .sort((a, b) => (a.part === b.part ? byName(a, b) : a.part === 'member' ? -1 : 1)),
    absences: absent.map(({ staff_id: id, from_date: from, to_date: to }) => ({
      id,
      name: names.get(id) ?? '',
      from,
      to,
    })),
  }
}

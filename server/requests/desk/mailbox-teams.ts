import { recordEvent } from '#server/audit/audit.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { byName, caseworkersOf } from '#server/staff/names.ts'
import { inLanguage } from '#server/tenants/municipality.ts'
import type { ChangeTeam, MailboxTeams } from '#shared/contracts/mailbox-teams.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import type { Worker } from './access.ts'
import { replaceMembers } from './members.queries.ts'
import { loadTeams } from './team.ts'

/** Who shares which mailbox, and who could. */
export async function listTeams(deps: Deps, { municipality }: Worker): Promise<MailboxTeams> {
  const { mailboxes, departments } = municipality.file
  const { date: today } = localMoment(deps.clock.now(), municipality.zone)
  const teams = await loadTeams(deps.db, municipality, today)
  return {
    mailboxes: mailboxes.map(({ id, name, department }) => {
      const own = departments.find((known) => known.id === department)
      const people = teams.of(id)
      const inPart = (part: 'member' | 'deputy') =>
        people.filter((one) => one.part === part).map((one) => ({ id: one.id, name: one.name }))
      return {
        slug: id,
        name: inLanguage(name, 'de'),
        department: own ? inLanguage(own.name, 'de') : '',
        members: inPart('member'),
        deputies: inPart('deputy'),
      }
    }),
    people: (await caseworkersOf(deps.db, municipality.id)).sort(byName),
  }
}

/**
 * Puts a team in place of the one that a mailbox has.
 * @throws AppError 'not-found' for no such mailbox, 'invalid-input' for who is no caseworker or agent
 */
export async function changeTeam(
  deps: Deps,
  worker: Worker,
  mailboxId: string,
  { members, deputies }: ChangeTeam,
): Promise<MailboxTeams> {
  const { municipality, staff } = worker
  const isThere = municipality.file.mailboxes.some(({ id }) => id === mailboxId)
  if (!isThere) throw new AppError('not-found')
  const people = new Set((await caseworkersOf(deps.db, municipality.id)).map(({ id }) => id))
  const fields: Record<string, 'unknown-value' | 'not-unique'> = {}
  if (members.some((id) => !people.has(id))) fields.members = 'unknown-value'
  if (deputies.some((id) => !people.has(id))) fields.deputies = 'unknown-value'
  if (deputies.some((id) => members.includes(id))) fields.deputies = 'not-unique'
  if (Object.keys(fields).length > 0) throw new AppError('invalid-input', { fields })
  const row = (part: 'member' | 'deputy') => (id: string) => ({
    tenant_id: municipality.id,
    mailbox_id: mailboxId,
    staff_id: id,
    part,
  })
  await deps.db.transaction().execute(async (trx) => {
    const rows = [...new Set(members)].map(row('member'))
    const standIns = [...new Set(deputies)].map(row('deputy'))
    await replaceMembers(trx, municipality.id, mailboxId, [...rows, ...standIns])
    await recordEvent(trx, {
      tenantId: municipality.id,
      at: deps.clock.now(),
      actor: `staff:${staff.id}`,
      action: 'mailbox-team-changed',
      subject: mailboxId,
      details: { members: rows.length, deputies: standIns.length },
    })
  })
  return listTeams(deps, worker)
}

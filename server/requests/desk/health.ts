import type { Deps } from '#server/deps.ts'
import { hasRole } from '#server/staff/staff-member.ts'
import { inLanguage } from '#server/tenants/municipality.ts'
import type { MailboxHealth } from '#shared/contracts/mailbox-teams.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { teamOf } from '../teams.ts'
import { type Worker, shareOf } from './access.ts'
import { listBounces, listLastSteps, listOldestUnanswered } from './health.queries.ts'
import { countRequests } from './lists.queries.ts'
import { loadTeams } from './team.ts'

const dayMilliseconds = 24 * 60 * 60 * 1000

/** How the mailboxes do: whoever administers them sees all, whoever works there their own. */
export async function readHealth(deps: Deps, worker: Worker): Promise<MailboxHealth> {
  const { municipality, staff } = worker
  const { id: tenantId, file } = municipality
  const now = deps.clock.now()
  const isAdmin = hasRole(staff, tenantId, 'admin')
  const share = await shareOf(deps.db, worker)
  const own = new Set(share.mailboxes.map(({ id }) => id))
  const shown = file.mailboxes.filter(({ id }) => isAdmin || own.has(id))
  const scope = { tenantId, mailboxIds: shown.map(({ id }) => id) }
  const counts = await countRequests(deps.db, scope, { staffId: staff.id, now })
  const oldest = await listOldestUnanswered(deps.db, tenantId)
  const steps = await listLastSteps(deps.db, tenantId)
  const bounces = await listBounces(deps.db, tenantId)
  const teams = await loadTeams(deps.db, municipality, localMoment(now, municipality.zone).date)
  const daysSince = (at: string) => Math.floor((Date.parse(now) - Date.parse(at)) / dayMilliseconds)
  return {
    mailboxes: shown.map(({ id, name, address }) => {
      const count = counts.find(({ mailboxId }) => mailboxId === id)?.counts
      const waits = oldest.get(id) ?? null
      const bounce = bounces.find(({ mailbox_id: of }) => of === id)
      const hasTeam = teams.of(id).length > 0
      // Whatever happened before the oldest one came in says nothing about it.
      const last = [waits, steps.get(id)].filter((at) => at !== null && at !== undefined).sort()
      const days = waits === null ? null : daysSince(last.at(-1) ?? waits)
      const silentDays = days !== null && days >= file.requests.silenceDays ? days : null
      const { work } = teamOf(municipality, id)
      return {
        slug: id,
        name: inLanguage(name, 'de'),
        address,
        work,
        hasTeam,
        open: count?.open ?? 0,
        overdue: count?.overdue ?? 0,
        oldestUnanswered: waits,
        silentDays,
        bouncedAt: bounce?.bounced_at ?? null,
        bounceCode: bounce?.code ?? null,
        state: bounce
          ? 'bounces'
          : silentDays !== null
            ? 'silent'
            : !hasTeam && work === 'here'
              ? 'nobody'
              : 'well',
      }
    }),
  }
}

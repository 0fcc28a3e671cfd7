import { hasVisited } from '#server/appointments/live-visits.ts'
import { recordEvent } from '#server/audit/audit.ts'
import type { Db } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { offerReplacements } from '#server/replacements/offer.ts'
import { type Loss, findOwners, openReplacements } from '#server/replacements/open.ts'
import type { StaffMember } from '#server/staff/staff-member.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { claimRevision } from '#server/tenants/revision.ts'
import type { TenantFile } from '#server/tenants/tenant-file.schema.ts'
import { isStillNeeded, loadTenant, resolveTenant, saveTenant } from '#server/tenants/tenants.ts'
import type {
  ChangePreview,
  ChangeSaved,
  ConfigurationChange,
  PersonConcerned,
  PreviewChange,
  SaveChange,
} from '#shared/contracts/configuration.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import { applyChange } from './apply-change.ts'
import {
  type Revisions,
  acknowledgementOf,
  changedGroups,
  daysToLock,
  describePerson,
  findPlacesChange,
  findVisitsConcerned,
} from './consequences.ts'
import { describeConfiguration } from './describe-configuration.ts'
import { judgeChange } from './judge-change.ts'
import { summariseChange } from './summarise.ts'

/**
 * What a change would do, for the days that residents can book and for everybody who has a place.
 * @throws AppError 'config-changed', 'invalid-input', 'not-found', 'in-use'
 */
export async function previewChange(
  deps: Deps,
  municipality: Municipality,
  { revision, change }: PreviewChange,
): Promise<ChangePreview> {
  const { revisions } = await reviseWith(deps, municipality, revision, change)
  const groups = changedGroups(revisions)
  const now = deps.clock.now()
  const people = (await findLosses(deps.db, revisions, groups, now)).map(({ person }) => person)
  return {
    ...findPlacesChange(revisions, groups, now),
    people,
    acknowledge: acknowledgementOf(people),
  }
}

/**
 * Saves a change whole or not at all, while nobody books on the days that it touches. For everybody
 * who loses a place another one is looked for, and held.
 * @throws AppError as `previewChange`; 'consequences-changed' unless the people concerned are those
 *   that were acknowledged
 */
export async function changeConfiguration(
  deps: Deps,
  municipality: Municipality,
  staff: StaffMember,
  { revision, change, acknowledged }: SaveChange,
): Promise<ChangeSaved> {
  const revised = await reviseWith(deps, municipality, revision, change)
  const { revisions, file, before } = revised
  const groups = changedGroups(revisions)
  const days = daysToLock(revisions, groups, deps.clock.now())

  const people = await deps
    .lockDays(deps.db, municipality.id, days, async (trx) => {
      const now = deps.clock.now()
      // Somebody else has saved since this one was read.
      if (!(await claimRevision(trx, municipality.id, revision))) {
        throw new AppError('config-changed')
      }
      await saveTenant(trx, file, before, { author: staff.id, at: now })
      const losses = await findLosses(trx, revisions, groups, now)
      const seen = acknowledgementOf(losses.map(({ person }) => person))
      if (seen !== null && seen !== acknowledged) throw new AppError('consequences-changed')
      await openReplacements(trx, revisions.after, losses, now)
      await recordEvent(trx, {
        tenantId: municipality.id,
        at: now,
        actor: `staff:${staff.id}`,
        action: 'configuration-changed',
        subject: subjectOf(change),
        details: { ...summariseChange(before, file), people: losses.length },
      })
      return losses.length
    })
    .catch((error: unknown) => {
      throw isStillNeeded(error) ? stillNeeded() : error
    })

  const current = (await deps.municipalities.find(deps.db, municipality.id))!
  const offered = await offerReplacements(deps, current)
  return { configuration: describeConfiguration(deps, current), people, offered }
}

interface Revised {
  revisions: Revisions
  /** What is stored, with the change and without. */
  file: TenantFile
  before: TenantFile
}

async function reviseWith(
  deps: Deps,
  municipality: Municipality,
  revision: number,
  change: ConfigurationChange,
): Promise<Revised> {
  const stored = await loadTenant(deps.db, municipality.id)
  if (municipality.revision !== revision || stored?.revision !== revision) {
    throw new AppError('config-changed')
  }
  const applied = applyChange(stored.file, change)
  judgeChange(municipality, stored.file, applied)
  const after = await resolveTenant(deps.db, applied.file, revision + 1)
  const revisions = { before: municipality, after }
  await refuseLossOfAppointments(deps, revisions)
  return { revisions, file: applied.file, before: stored.file }
}

/** Counters that somebody has come to stay in the books, even if nobody comes any more. */
async function refuseLossOfAppointments(deps: Deps, { before, after }: Revisions): Promise<void> {
  const gone = [...before.groups.keys()].filter((id) => !after.groups.has(id))
  if (await hasVisited(deps.db, before, gone)) throw stillNeeded()
}

function stillNeeded(): AppError {
  return new AppError('in-use', { usedBy: [{ kind: 'appointment' }] })
}

/** Everybody who loses a place, or one that was only held for them. */
async function findLosses(
  db: Db,
  revisions: Revisions,
  groups: readonly string[],
  now: Instant,
): Promise<(Loss & { person: PersonConcerned })[]> {
  const visits = await findVisitsConcerned(db, revisions, groups, now)
  const services = new Map(visits.map((visit) => [visit.appointment.id, visit.services]))
  const owners = await findOwners(
    db,
    revisions.before,
    visits.map(({ appointment }) => appointment),
  )
  return owners.map(({ owner, lost }) => ({
    owner,
    lost,
    person: describePerson(revisions.before, owner, lost, services.get(lost.id) ?? []),
  }))
}

function subjectOf(change: ConfigurationChange): string {
  return 'id' in change ? `${change.subject}:${change.id}` : change.subject
}

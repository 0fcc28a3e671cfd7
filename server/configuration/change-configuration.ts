import { hasVisited } from '#server/appointments/live-visits.ts'
import { recordEvent } from '#server/audit/audit.ts'
import type { Db } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { offerReplacements } from '#server/replacements/offer.ts'
import { type Loss, findOwners, openReplacements } from '#server/replacements/open.ts'
import type { StaffMember } from '#server/staff/staff-member.ts'
import { type Municipality, describeMunicipality } from '#server/tenants/municipality.ts'
import { isStillNeeded, saveTenant } from '#server/tenants/tenants.ts'
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
  const revisions = reviseWith(municipality, revision, change)
  const groups = changedGroups(revisions)
  await refuseLossOfAppointments(deps, revisions)
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
  const revisions = reviseWith(municipality, revision, change)
  const { before, after } = revisions
  await refuseLossOfAppointments(deps, revisions)
  const groups = changedGroups(revisions)
  const days = daysToLock(revisions, groups, deps.clock.now())

  const people = await deps
    .lockDays(deps.db, municipality.id, days, async (trx) => {
      const now = deps.clock.now()
      const saved = await saveTenant(trx, after.file, before.file)
      // Somebody else has saved since this one was read.
      if (saved !== revision + 1) throw new AppError('config-changed')
      const losses = await findLosses(trx, revisions, groups, now)
      const seen = acknowledgementOf(losses.map(({ person }) => person))
      if (seen !== null && seen !== acknowledged) throw new AppError('consequences-changed')
      await openReplacements(trx, after, losses, now)
      await recordEvent(trx, {
        tenantId: municipality.id,
        at: now,
        actor: `staff:${staff.id}`,
        action: 'configuration-changed',
        subject: subjectOf(change),
        details: { ...summariseChange(before.file, after.file), people: losses.length },
      })
      return losses.length
    })
    .catch((error: unknown) => {
      throw isStillNeeded(error) ? stillNeeded() : error
    })

  const current = (await deps.municipalities.find(deps.db, municipality.id))!
  const offered = await offerReplacements(deps, current)
  return {
    configuration: describeConfiguration(deps, current),
    people,
    offered,
  }
}

function reviseWith(
  before: Municipality,
  revision: number,
  change: ConfigurationChange,
): Revisions {
  if (before.revision !== revision) throw new AppError('config-changed')
  const applied = applyChange(before.file, change)
  judgeChange(before.file, applied)
  return { before, after: describeMunicipality(applied.file, revision + 1) }
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

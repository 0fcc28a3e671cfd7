import type { Deps } from '#server/deps.ts'
import { changeConfiguration, previewChange } from '#server/configuration/change-configuration.ts'
import { withdrawMails } from '#server/mail/outbox.ts'
import { listCases, noteOutcome } from '#server/replacements/phone.ts'
import { getDemoStaff } from '#server/staff/demo-accounts.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { ConfigurationChange } from '#shared/contracts/configuration.ts'
import { type IsoDate, addDays, addMinutes, localMoment } from '#shared/domain/local-time.ts'

const tenantId = 'musterstadt'
/** A configuration that nobody has changed yet. */
const firstRevision = 1
/** How long ago the first closure was entered: by now nobody's offer is held any more. */
const hoursAgo = 72
const leastDaysAhead = 6

/**
 * Closes some counters of the demo for an hour, as administrators do: once some days ago, since when
 * some people have taken the place that was held for them and others have to be phoned, and once
 * today. Whoever has changed anything meanwhile keeps it.
 */
export async function closeSomeCounters(deps: Deps): Promise<void> {
  const municipality = await deps.municipalities.find(deps.db, tenantId)
  if (!municipality || municipality.revision > firstRevision) return
  const ago = (hours: number): Deps => {
    const now = deps.clock.now()
    return { ...deps, clock: { now: () => addMinutes(now, -hours * 60) } }
  }
  const closed = await closeForAnHour(ago(hoursAgo), {
    de: 'Schulung zum neuen Fachverfahren',
    en: 'Training for new software',
  })
  if (!closed) return
  const { municipality: first, people: firstPeople } = closed
  const clerk = await getDemoStaff(deps, `schalter@${tenantId}.example`)
  const { open } = await listCases(ago(hoursAgo), first)
  const [calledInVain, ...others] = open
  for (const { id } of others.slice(0, Math.ceil(others.length / 2))) {
    await noteOutcome(ago(hoursAgo - 20), first, clerk, id, { outcome: 'accepted' })
  }
  if (calledInVain) {
    await noteOutcome(ago(2), first, clerk, calledInVain.id, { outcome: 'not-reached' })
  }
  // Its mails were read days ago.
  await deps.db.transaction().execute(async (trx) => {
    for (const id of firstPeople) await withdrawMails(trx, tenantId, id)
  })
  await closeForAnHour(ago(1), { de: 'Wartung der Kassenautomaten', en: 'Maintenance' })
}

/** On the next day on which somebody has an appointment at the last counters of the first office. */
async function closeForAnHour(
  deps: Deps,
  reason: { de: string; en: string },
): Promise<{ municipality: Municipality; people: string[] } | null> {
  const municipality = (await deps.municipalities.find(deps.db, tenantId))!
  const admin = await getDemoStaff(deps, `verwaltung@${tenantId}.example`)
  const office = municipality.file.offices[0]!
  const { date } = localMoment(deps.clock.now(), municipality.zone)
  for (let ahead = leastDaysAhead; ahead < 3 * leastDaysAhead; ahead++) {
    const day: IsoDate = addDays(date, ahead)
    const change: ConfigurationChange = {
      subject: 'closures',
      remove: [],
      add: [
        {
          office: office.id,
          group: office.groups.at(-1)!.id,
          from: day,
          to: day,
          fromTime: '10:00',
          toTime: '11:00',
          reason,
        },
      ],
    }
    const wish = { revision: municipality.revision, change }
    const { people, acknowledge } = await previewChange(deps, municipality, wish)
    if (people.length < 2 || acknowledge === null) continue
    await changeConfiguration(deps, municipality, admin, { ...wish, acknowledged: acknowledge })
    const changed = (await deps.municipalities.find(deps.db, tenantId))!
    return { municipality: changed, people: people.map(({ id }) => id) }
  }
  return null
}

import type { Db, Trx } from '#server/db/database.ts'
import type { TenantFile } from '#server/tenants/tenant-file.schema.ts'
import { weekdays } from '#shared/contracts/office-configuration.ts'
import { formatWallTime, parseWallTime } from '#shared/domain/local-time.ts'
import {
  deleteOfficeDetails,
  deleteOtherCounterGroups,
  deleteOtherOffices,
  insertClosures,
  insertOpeningRules,
  insertServicesAtGroup,
  listClosures,
  listCounterGroups,
  listOffices,
  listOpeningRules,
  listServicesAtGroups,
  upsertCounterGroup,
  upsertOffice,
} from './offices.queries.ts'

type Offices = TenantFile['offices']
type Office = Offices[number]
type CounterGroup = Office['groups'][number]

const endOfDay = 1440

/** Writes all offices of a municipality, in place of those that were there. */
export async function saveOffices(trx: Trx, tenantId: string, offices: Offices): Promise<void> {
  const groups = offices.flatMap((office) => office.groups)
  await deleteOfficeDetails(trx, tenantId)
  for (const [position, office] of offices.entries()) {
    const { id, name, groups: itsGroups, closures, ...details } = office
    await upsertOffice(trx, {
      tenant_id: tenantId,
      id,
      position,
      name: JSON.stringify(name),
      details: JSON.stringify(details),
    })
    for (const [groupPosition, group] of itsGroups.entries()) {
      await saveCounterGroup(trx, tenantId, id, group, groupPosition)
    }
    await insertClosures(
      trx,
      closures.map((closure, closurePosition) => ({
        tenant_id: tenantId,
        office_id: id,
        position: closurePosition,
        counter_group_id: closure.group ?? null,
        date_from: closure.from,
        date_to: closure.to,
        from_minute: closure.fromTime ? parseWallTime(closure.fromTime) : 0,
        to_minute: closure.toTime ? parseWallTime(closure.toTime) : endOfDay,
        reason: JSON.stringify(closure.reason),
      })),
    )
  }
  await deleteOtherCounterGroups(
    trx,
    tenantId,
    groups.map((group) => group.id),
  )
  await deleteOtherOffices(
    trx,
    tenantId,
    offices.map((office) => office.id),
  )
}

async function saveCounterGroup(
  trx: Trx,
  tenantId: string,
  officeId: string,
  group: CounterGroup,
  position: number,
): Promise<void> {
  await upsertCounterGroup(trx, {
    tenant_id: tenantId,
    id: group.id,
    office_id: officeId,
    position,
    name: JSON.stringify(group.name),
    grid_minutes: group.gridMinutes,
    lead_minutes: group.leadMinutes,
    horizon_days: group.horizonDays,
    release_weekday: group.release?.day ? weekdays.indexOf(group.release.day) + 1 : null,
    release_minute: group.release ? parseWallTime(group.release.at) : 0,
  })
  await insertOpeningRules(
    trx,
    group.opening.flatMap((rule, rulePosition) =>
      rule.days.map((day) => ({
        tenant_id: tenantId,
        counter_group_id: group.id,
        position: rulePosition,
        weekday: weekdays.indexOf(day) + 1,
        week_of_month: rule.weekOfMonth ?? null,
        from_minute: parseWallTime(rule.from),
        to_minute: parseWallTime(rule.to),
        public_counters: rule.counters,
        reserve_counters: rule.reserve,
        valid_from: rule.validFrom ?? null,
        valid_to: rule.validTo ?? null,
      })),
    ),
  )
  await insertServicesAtGroup(
    trx,
    group.services.map((service, servicePosition) => ({
      tenant_id: tenantId,
      counter_group_id: group.id,
      service_id: typeof service === 'string' ? service : service.id,
      position: servicePosition,
      minutes: typeof service === 'string' ? null : service.minutes,
    })),
  )
}

/** All offices of a municipality, as its configuration file has them. */
export async function loadOffices(db: Db, tenantId: string): Promise<Offices> {
  const offices = await listOffices(db, tenantId)
  const groups = await listCounterGroups(db, tenantId)
  const rules = await listOpeningRules(db, tenantId)
  const closures = await listClosures(db, tenantId)
  const services = await listServicesAtGroups(db, tenantId)

  const openingOf = (groupId: string): CounterGroup['opening'] => {
    const opening = new Map<number, CounterGroup['opening'][number]>()
    for (const row of rules.filter((rule) => rule.counter_group_id === groupId)) {
      const day = weekdays[row.weekday - 1]!
      const known = opening.get(row.position)
      if (known) {
        known.days.push(day)
      } else {
        opening.set(row.position, {
          days: [day],
          ...(row.week_of_month !== null && { weekOfMonth: row.week_of_month }),
          from: formatWallTime(row.from_minute),
          to: formatWallTime(row.to_minute),
          counters: row.public_counters,
          reserve: row.reserve_counters,
          ...(row.valid_from && { validFrom: row.valid_from }),
          ...(row.valid_to && { validTo: row.valid_to }),
        })
      }
    }
    return [...opening.values()]
  }

  const groupsOf = (officeId: string): CounterGroup[] =>
    groups
      .filter((row) => row.office_id === officeId)
      .map((row) => ({
        id: row.id,
        name: JSON.parse(row.name) as CounterGroup['name'],
        gridMinutes: row.grid_minutes as CounterGroup['gridMinutes'],
        leadMinutes: row.lead_minutes,
        horizonDays: row.horizon_days,
        ...((row.release_weekday !== null || row.release_minute > 0) && {
          release: {
            ...(row.release_weekday !== null && { day: weekdays[row.release_weekday - 1]! }),
            at: formatWallTime(row.release_minute),
          },
        }),
        opening: openingOf(row.id),
        services: services
          .filter((service) => service.counter_group_id === row.id)
          .map(({ service_id: id, minutes }) => (minutes === null ? id : { id, minutes })),
      }))

  return offices.map((row) => ({
    id: row.id,
    name: JSON.parse(row.name) as Office['name'],
    ...(JSON.parse(row.details) as Omit<Office, 'id' | 'name' | 'groups' | 'closures'>),
    groups: groupsOf(row.id),
    closures: closures
      .filter((closure) => closure.office_id === row.id)
      .map((closure) => ({
        from: closure.date_from,
        to: closure.date_to,
        ...((closure.from_minute > 0 || closure.to_minute < endOfDay) && {
          fromTime: formatWallTime(closure.from_minute),
          toTime: formatWallTime(closure.to_minute),
        }),
        ...(closure.counter_group_id && { group: closure.counter_group_id }),
        reason: JSON.parse(closure.reason) as Office['closures'][number]['reason'],
      })),
  }))
}

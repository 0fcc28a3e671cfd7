import type { Language } from '#shared/contracts/fields.ts'
import { weekdays } from '#shared/contracts/office-configuration.ts'
import type { ReleaseRule } from '#shared/domain/booking-window.ts'
import { holidaysOf } from '#shared/domain/holidays.ts'
import { type IsoDate, gapOf, parseWallTime } from '#shared/domain/local-time.ts'
import {
  type Capacity,
  type Closure,
  type OpeningRule,
  capacityOn,
} from '#shared/domain/opening-hours.ts'
import type { FaqEntry, ResolvedFile, Service } from '#server/catalogue/resolve.ts'
import type { EntryKind } from '#shared/contracts/entries.ts'
import type { TenantFile } from './tenant-file.schema.ts'

export type { FaqEntry, Service }
export type Office = TenantFile['offices'][number]

/** Counters of one office that serve the same services: what the pure core needs to know of them. */
export interface CounterGroup {
  id: string
  officeId: string
  gridMinutes: number
  release: ReleaseRule
  rules: OpeningRule[]
  closures: (Closure & { reason: Words })[]
  /** Minutes by service: for the first person and for each further one. */
  minutes: ReadonlyMap<string, { minutes: number; extraPersonMinutes: number }>
}

export type Words = { de: string; en?: string | undefined }

/** A municipality as the process keeps it, for one revision of its configuration. */
export interface Municipality {
  id: string
  revision: number
  /** All there is in its configuration file, with every entry as residents read it. */
  file: ResolvedFile
  zone: string
  services: ReadonlyMap<string, Service>
  faq: ReadonlyMap<string, FaqEntry>
  /** Where an archived entry leads, by kind and id: `faq alte-frage`. */
  redirects: ReadonlyMap<string, { kind: EntryKind; id: string }>
  offices: ReadonlyMap<string, Office>
  groups: ReadonlyMap<string, CounterGroup>
  /** The open counters of a group on a day; computed once for each day. */
  capacityOf(group: CounterGroup, date: IsoDate): Capacity[]
  /** German name of the public holiday on a day, or null. */
  holidayOn(date: IsoDate): string | null
  /** Whether a service can be booked at any group. */
  isBookable(serviceId: string): boolean
}

/** Words in the reader's language; German where there are no others. */
export function inLanguage<T>(words: { de: T; en?: T | undefined }, lang: Language): T {
  return words[lang] ?? words.de
}

export function describeMunicipality(
  file: ResolvedFile,
  revision: number,
  redirects: Municipality['redirects'] = new Map(),
): Municipality {
  const services = new Map(file.services.map((service) => [service.id, service]))
  const groups = new Map(
    file.offices.flatMap((office) =>
      office.groups.map((group) => [group.id, describeGroup(office, group, services)] as const),
    ),
  )
  const bookable = new Set([...groups.values()].flatMap((group) => [...group.minutes.keys()]))
  const holidays = new Map<number, Map<IsoDate, string>>()
  const capacities = new Map<string, Capacity[]>()

  const holidayOn = (date: IsoDate) => {
    const year = Number(date.slice(0, 4))
    let days = holidays.get(year)
    if (!days) holidays.set(year, (days = holidaysOf(file.tenant.land, year)))
    return days.get(date) ?? null
  }

  return {
    id: file.tenant.slug,
    revision,
    file,
    zone: file.tenant.zone,
    services,
    faq: new Map(file.faq.map((entry) => [entry.id, entry])),
    redirects,
    offices: new Map(file.offices.map((office) => [office.id, office])),
    groups,
    holidayOn,
    capacityOf(group, date) {
      const key = `${group.id} ${date}`
      let capacity = capacities.get(key)
      if (!capacity) {
        capacity = capacityOn(date, group.rules, group.closures, {
          holiday: holidayOn(date) !== null,
          gap: gapOf(date, file.tenant.zone),
        })
        capacities.set(key, capacity)
      }
      return capacity
    },
    isBookable: (serviceId) => bookable.has(serviceId),
  }
}

function describeGroup(
  office: Office,
  group: Office['groups'][number],
  services: ReadonlyMap<string, Service>,
): CounterGroup {
  return {
    id: group.id,
    officeId: office.id,
    gridMinutes: group.gridMinutes,
    release: {
      leadMinutes: group.leadMinutes,
      horizonDays: group.horizonDays,
      releaseWeekday: group.release?.day ? weekdays.indexOf(group.release.day) + 1 : null,
      releaseMinute: group.release ? parseWallTime(group.release.at) : 0,
    },
    rules: group.opening.map((rule) => ({
      weekdays: rule.days.map((day) => weekdays.indexOf(day) + 1),
      weekOfMonth: rule.weekOfMonth ?? null,
      from: parseWallTime(rule.from),
      to: parseWallTime(rule.to),
      public: rule.counters,
      reserve: rule.reserve,
      validFrom: rule.validFrom ?? null,
      validTo: rule.validTo ?? null,
    })),
    closures: office.closures
      .filter((closure) => closure.group === undefined || closure.group === group.id)
      .map((closure) => ({
        dateFrom: closure.from,
        dateTo: closure.to,
        from: closure.fromTime ? parseWallTime(closure.fromTime) : 0,
        to: closure.toTime ? parseWallTime(closure.toTime) : 1440,
        reason: closure.reason,
      })),
    minutes: new Map(
      group.services.flatMap((entry) => {
        const id = typeof entry === 'string' ? entry : entry.id
        const service = services.get(id)
        if (!service) return []
        const minutes = typeof entry === 'string' ? service.minutes : entry.minutes
        return [[id, { minutes, extraPersonMinutes: service.extraPersonMinutes ?? minutes }]]
      }),
    ),
  }
}

import {
  type CounterGroup,
  type Municipality,
  type Office,
  inLanguage,
} from '#server/tenants/municipality.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { OfficeView, TimeRange } from '#shared/contracts/tenants.ts'
import {
  type IsoDate,
  type MinuteOfDay,
  addDays,
  datesFrom,
  formatWallTime,
  weekdayOf,
} from '#shared/domain/local-time.ts'

const daysAhead = 28

type Range = { from: MinuteOfDay; to: MinuteOfDay }

/** An office as people see it, with what holds today and what differs in the next weeks. */
export function describeOffice(
  municipality: Municipality,
  office: Office,
  today: IsoDate,
  lang: Language,
): OfficeView {
  const groups = [...municipality.groups.values()].filter((group) => group.officeId === office.id)
  const week = regularWeek(groups)
  const day = (date: IsoDate) => ({
    date,
    ranges: asTimes(openOn(municipality, groups, date)),
    reason: reasonOn(municipality, groups, date, lang),
  })
  return {
    slug: office.id,
    name: inLanguage(office.name, lang),
    street: office.street,
    postalCode: office.postalCode,
    city: office.city,
    phone: office.phone,
    email: office.email,
    directions: office.directions ? inLanguage(office.directions, lang) : null,
    accessibility: inLanguage(office.accessibility, lang),
    note: office.note ? inLanguage(office.note, lang) : null,
    week: week.map((ranges, index) => ({ weekday: index + 1, ranges: asTimes(ranges) })),
    exceptions: datesFrom(addDays(today, 1), daysAhead)
      .filter((date) => !isSame(openOn(municipality, groups, date), week[weekdayOf(date) - 1]!))
      .map(day),
    today: day(today),
    services: [...new Set(groups.flatMap((group) => [...group.minutes.keys()]))],
  }
}

/** Hours of each weekday by the rules that hold every week; Monday first. */
function regularWeek(groups: readonly CounterGroup[]): Range[][] {
  const everyWeek = groups
    .flatMap((group) => group.rules)
    .filter((rule) => rule.weekOfMonth === null && !rule.validFrom && !rule.validTo)
  return Array.from({ length: 7 }, (_, index) =>
    merged(everyWeek.filter((rule) => rule.weekdays.includes(index + 1))),
  )
}

function openOn(
  municipality: Municipality,
  groups: readonly CounterGroup[],
  date: IsoDate,
): Range[] {
  return merged(groups.flatMap((group) => municipality.capacityOf(group, date)))
}

function reasonOn(
  municipality: Municipality,
  groups: readonly CounterGroup[],
  date: IsoDate,
  lang: Language,
): string | null {
  const holiday = municipality.holidayOn(date)
  if (holiday) return lang === 'de' ? holiday : `Public holiday (${holiday})`
  const closure = groups
    .flatMap((group) => group.closures)
    .find(({ dateFrom, dateTo }) => dateFrom <= date && date <= dateTo)
  return closure ? inLanguage(closure.reason, lang) : null
}

/** Ranges in order, with those that touch or overlap made one. */
function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = []
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    const before = result.at(-1)
    if (before && from <= before.to) before.to = Math.max(before.to, to)
    else result.push({ from, to })
  }
  return result
}

function isSame(a: readonly Range[], b: readonly Range[]): boolean {
  return (
    a.length === b.length &&
    a.every((range, index) => range.from === b[index]!.from && range.to === b[index]!.to)
  )
}

function asTimes(ranges: readonly Range[]): TimeRange[] {
  return ranges.map(({ from, to }) => ({ from: formatWallTime(from), to: formatWallTime(to) }))
}

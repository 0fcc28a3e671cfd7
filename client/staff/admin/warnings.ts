import type { Configuration } from '#shared/contracts/configuration.ts'
import { darkGround, isReadableOn, lightGround } from '#shared/domain/contrast.ts'
import { addDays } from '#client/lib/dates.ts'
import type { IsoDate } from '#shared/contracts/fields.ts'

/** The statement on accessibility has to be looked over once a year (section 7 of the BITV 2.0). */
const daysOfStatement = 365
const daysToWarn = 30
const daysOfClosures = 28

/** Something that an administrator should look at. */
export type ConfigurationWarning =
  | { kind: 'statement-undated' }
  /** `on`: since when, or from when on. */
  | { kind: 'statement-old' | 'statement-due'; on: IsoDate }
  | { kind: 'contrast' }
  | { kind: 'group-closed' | 'group-idle'; office: string; group: string; name: string }
  | { kind: 'service-nowhere'; service: string; title: string }

/** Until when the statement on accessibility counts as looked over. */
export function statementEnd(checkedOn: IsoDate): IsoDate {
  return addDays(checkedOn, daysOfStatement)
}

export function isStatementOld(checkedOn: IsoDate, today: IsoDate): boolean {
  return statementEnd(checkedOn) < today
}

/** What is wrong, or soon will be; the most pressing first. */
export function warningsOf(configuration: Configuration): ConfigurationWarning[] {
  const { settings, offices, services } = configuration
  const { primary, primaryDark } = settings.colours
  const groups = offices.flatMap((office) => office.groups.map((group) => ({ office, group })))
  const served = new Set(groups.flatMap(({ group }) => group.services.map(({ id }) => id)))
  const named = ({ office, group }: (typeof groups)[number]) => ({
    office: office.id,
    group: group.id,
    name: `${office.name.de}: ${group.name.de}`,
  })
  return [
    ...statementWarnings(configuration),
    ...(isReadableOn(primary, lightGround) && isReadableOn(primaryDark, darkGround)
      ? []
      : [{ kind: 'contrast' as const }]),
    ...groups
      .filter(({ group }) => group.opening.length === 0)
      .map((found) => ({ kind: 'group-closed' as const, ...named(found) })),
    ...groups
      .filter(({ group }) => group.services.length === 0)
      .map((found) => ({ kind: 'group-idle' as const, ...named(found) })),
    ...services
      .filter(({ id, channels }) => channels.includes('appointment') && !served.has(id))
      .map(({ id, title }) => ({ kind: 'service-nowhere' as const, service: id, title })),
  ]
}

function statementWarnings({ settings, today }: Configuration): ConfigurationWarning[] {
  const { accessibilityCheckedOn: checkedOn } = settings
  if (!checkedOn) return [{ kind: 'statement-undated' }]
  const on = statementEnd(checkedOn)
  if (on < today) return [{ kind: 'statement-old', on }]
  return on <= addDays(today, daysToWarn) ? [{ kind: 'statement-due', on }] : []
}

/** A closure with the office that it is of. */
export interface OfficeClosure {
  office: Configuration['offices'][number]
  /** Its place in the list of the office: its name in a change. */
  index: number
  closure: Configuration['offices'][number]['closures'][number]
}

/** Closures that last until a day or longer, the next one first. */
export function closuresFrom({ offices }: Configuration, from: IsoDate): OfficeClosure[] {
  return offices
    .flatMap((office) => office.closures.map((closure, index) => ({ office, index, closure })))
    .filter(({ closure }) => closure.to >= from)
    .sort((a, b) => (a.closure.from < b.closure.from ? -1 : 1))
}

/** Closures of the coming weeks. */
export function closuresAhead(configuration: Configuration): OfficeClosure[] {
  const end = addDays(configuration.today, daysOfClosures)
  return closuresFrom(configuration, configuration.today).filter(
    ({ closure }) => closure.from <= end,
  )
}

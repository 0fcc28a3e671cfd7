import { stringify } from 'csv-stringify/sync'
import type { Deps } from '#server/deps.ts'
import { colleaguesOf, namesOf } from '#server/staff/names.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type {
  AuditActors,
  AuditEntry,
  AuditFilter,
  AuditPage,
  AuditQuery,
} from '#shared/contracts/audit.ts'
import { addDays, toInstant } from '#shared/domain/local-time.ts'
import { type EventFilter, listEvents } from './audit.queries.ts'

const pageSize = 50
/** A file that an office program still opens. */
const mostExported = 50_000
const staffPrefix = 'staff:'

/** A page of what happened at a municipality. */
export async function describeAudit(
  { db }: Pick<Deps, 'db'>,
  municipality: Municipality,
  query: AuditQuery,
): Promise<AuditPage> {
  const filter = { ...filterOf(municipality, query), after: parseCursor(query.after) }
  const rows = await listEvents(db, municipality.id, filter, pageSize + 1)
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)
  return {
    entries: await describeEvents(db, shown),
    next: rows.length > pageSize && last ? `${last.at} ${last.id}` : null,
  }
}

/** The same as a table for office programs: semicolons, as a German Excel expects them. */
export async function exportAudit(
  { db }: Pick<Deps, 'db'>,
  municipality: Municipality,
  query: AuditFilter,
): Promise<string> {
  const rows = await listEvents(db, municipality.id, filterOf(municipality, query), mostExported)
  const entries = await describeEvents(db, rows)
  const lines = entries.map((entry) => [
    entry.at,
    entry.actor.kind,
    entry.actor.id ?? '',
    entry.actor.name ?? '',
    entry.action,
    entry.subject,
    entry.subjectName ?? '',
    JSON.stringify(entry.details),
  ])
  const header = [
    'at',
    'actor',
    'staff-id',
    'staff-name',
    'action',
    'subject',
    'subject-name',
    'details',
  ]
  // The mark at the start tells Excel that it is UTF-8; a formula in a name stays a text.
  return stringify([header, ...lines], { bom: true, delimiter: ';', escape_formulas: true })
}

/** Who may be chosen to see what they did. */
export async function describeActors(
  { db }: Pick<Deps, 'db'>,
  municipality: Municipality,
): Promise<AuditActors> {
  return { actors: await colleaguesOf(db, municipality.id) }
}

type Row = Awaited<ReturnType<typeof listEvents>>[number]

async function describeEvents(db: Deps['db'], rows: Row[]): Promise<AuditEntry[]> {
  const ids = rows.flatMap(({ actor, action, subject }) => [
    ...(actor.startsWith(staffPrefix) ? [actor.slice(staffPrefix.length)] : []),
    ...(isAboutStaff(action) ? [subject] : []),
  ])
  const names = await namesOf(db, ids)
  return rows.map(({ id, at, actor, action, subject, details }) => ({
    id,
    at,
    actor: describeActor(actor, names),
    action,
    subject,
    subjectName: isAboutStaff(action) ? (names.get(subject) ?? null) : null,
    details: JSON.parse(details) as AuditEntry['details'],
  }))
}

function describeActor(actor: string, names: Map<string, string>): AuditEntry['actor'] {
  if (actor === 'resident' || actor === 'system') return { kind: actor, id: null, name: null }
  const id = actor.slice(staffPrefix.length)
  return { kind: 'staff', id, name: names.get(id) ?? null }
}

function isAboutStaff(action: string): boolean {
  return action.startsWith('staff-')
}

function filterOf({ zone }: Municipality, query: AuditFilter): EventFilter {
  const { actor, action, subject, from, to } = query
  const isKind = actor === 'staff' || actor === 'resident' || actor === 'system'
  return {
    actor: actor === undefined || isKind ? actor : `${staffPrefix}${actor}`,
    action,
    subject: subject || undefined,
    since: from && toInstant(from, 0, zone),
    until: to && toInstant(addDays(to, 1), 0, zone),
  }
}

/** A place between two events; whatever else was sent begins at the start. */
function parseCursor(text: string | undefined): EventFilter['after'] {
  const [at, id] = text?.split(' ') ?? []
  return at && id ? { at, id } : undefined
}

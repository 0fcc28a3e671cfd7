import { AppError } from '#server/errors.ts'
import { cleanSvg } from '#server/tenants/crest.ts'
import type { TenantFile } from '#server/tenants/tenant-file.schema.ts'
import type { ConfigurationChange, ServiceEffort } from '#shared/contracts/configuration.ts'
import { isReused } from '#shared/contracts/entries.ts'
import type { ServiceAtGroup } from '#shared/contracts/office-configuration.ts'

type Path = (string | number)[]
type Change<Subject extends ConfigurationChange['subject']> = Extract<
  ConfigurationChange,
  { subject: Subject }
>
type Office = TenantFile['offices'][number]
type Group = Office['groups'][number]

/** A configuration with a change in it, not yet judged. */
export interface Applied {
  file: TenantFile
  /** Where in the file each part of the change has gone: problems there are the form's. */
  places: { change: Path; file: Path }[]
}

/**
 * Puts one change into a configuration, of which nothing else changes.
 * @throws AppError 'not-found' for an office, group, service or mailbox that does not exist,
 *   'invalid-input' for an SVG that is none
 */
export function applyChange(file: TenantFile, change: ConfigurationChange): Applied {
  switch (change.subject) {
    case 'settings':
      return {
        file: { ...file, tenant: { ...file.tenant, ...change.settings } },
        places: [{ change: ['settings'], file: ['tenant'] }],
      }
    case 'limits':
      return {
        file: { ...file, appointments: { ...file.appointments, ...change.limits } },
        places: [{ change: ['limits'], file: ['appointments'] }],
      }
    case 'crest':
      return applyCrest(file, change)
    case 'office':
      return applyOffice(file, change)
    case 'group':
      return applyGroup(file, change)
    case 'opening':
      return inGroup(file, change.id, 'opening', (group) => ({
        ...group,
        opening: change.opening,
      }))
    case 'group-services':
      return inGroup(file, change.id, 'services', (group) => ({
        ...group,
        services: [...change.services.map(asInFile), ...archivedOf(file, group)],
      }))
    case 'service':
      return applyService(file, change)
    case 'closures':
      return applyClosures(file, change)
    case 'mailbox':
      return applyMailbox(file, change)
  }
}

function applyCrest(file: TenantFile, { svg }: Change<'crest'>): Applied {
  const { crestImage: _image, crest: _crest, ...tenant } = file.tenant
  if (svg === null) return { file: { ...file, tenant }, places: [] }
  const crestImage = cleanSvg(svg)
  if (crestImage === null) throw invalid('svg', 'invalid')
  return { file: { ...file, tenant: { ...tenant, crestImage } }, places: [] }
}

function applyOffice(file: TenantFile, { id, office }: Change<'office'>): Applied {
  const index = file.offices.findIndex((known) => known.id === id)
  if (office === null) {
    requireFound(index)
    return { file: { ...file, offices: file.offices.toSpliced(index, 1) }, places: [] }
  }
  const known = file.offices[index]
  const { groups, closures } = known ?? { groups: [], closures: [] }
  const offices = put(file.offices, index, { id, ...office, groups, closures })
  return { file: { ...file, offices }, places: [placeOf('office', 'offices', offices, index)] }
}

function applyGroup(file: TenantFile, { id, office, group }: Change<'group'>): Applied {
  const officeIndex = file.offices.findIndex((known) => known.id === office)
  const its = file.offices[officeIndex]
  if (!its) throw invalid('office', 'unknown-value')
  const index = its.groups.findIndex((known) => known.id === id)
  if (group === null) {
    requireFound(index)
    const groups = its.groups.toSpliced(index, 1)
    // Nobody can be kept away from counters that are not there.
    const closures = its.closures.filter((closure) => closure.group !== id)
    return { file: withOffice(file, officeIndex, { ...its, groups, closures }), places: [] }
  }
  const isElsewhere =
    index < 0 && file.offices.some(({ groups }) => groups.some((g) => g.id === id))
  if (isElsewhere) throw invalid('id', 'not-unique')
  const { opening, services } = its.groups[index] ?? { opening: [], services: [] }
  const groups = put(its.groups, index, { id, ...group, opening, services })
  return {
    file: withOffice(file, officeIndex, { ...its, groups }),
    places: [placeOf('group', ['offices', officeIndex, 'groups'], groups, index)],
  }
}

function inGroup(
  file: TenantFile,
  id: string,
  part: 'opening' | 'services',
  edit: (group: Group) => Group,
): Applied {
  const officeIndex = file.offices.findIndex(({ groups }) =>
    groups.some((known) => known.id === id),
  )
  requireFound(officeIndex)
  const office = file.offices[officeIndex]!
  const index = office.groups.findIndex((known) => known.id === id)
  const groups = office.groups.with(index, edit(office.groups[index]!))
  return {
    file: withOffice(file, officeIndex, { ...office, groups }),
    places: [{ change: [part], file: ['offices', officeIndex, 'groups', index, part] }],
  }
}

function applyService(file: TenantFile, { id, service }: Change<'service'>): Applied {
  const index = file.services.findIndex((known) => known.id === id)
  requireFound(index)
  const known = file.services[index]!
  const place = ['services', index]
  // What is taken over from another municipality differs here.
  const changed = isReused(known)
    ? { ...known, override: withEffort(known.override ?? {}, service) }
    : withEffort(known, service)
  return {
    file: { ...file, services: file.services.with(index, changed) },
    places: [{ change: ['service'], file: isReused(known) ? [...place, 'override'] : place }],
  }
}

function applyClosures(file: TenantFile, { remove, add }: Change<'closures'>): Applied {
  const places: Applied['places'] = []
  const offices = file.offices.map((office) => {
    const gone = remove.filter((entry) => entry.office === office.id).map(({ index }) => index)
    if (gone.some((index) => index >= office.closures.length)) throw new AppError('not-found')
    return { ...office, closures: office.closures.filter((_, index) => !gone.includes(index)) }
  })
  const known = (id: string) => offices.findIndex((office) => office.id === id)
  if (remove.some(({ office }) => known(office) < 0)) throw new AppError('not-found')
  add.forEach(({ office: id, ...closure }, index) => {
    const officeIndex = known(id)
    const office = offices[officeIndex]
    if (!office) throw invalid(`add.${index}.office`, 'unknown-value')
    const at = office.closures.push(closure) - 1
    places.push({ change: ['add', index], file: ['offices', officeIndex, 'closures', at] })
  })
  return { file: { ...file, offices }, places }
}

function applyMailbox(file: TenantFile, { id, mailbox }: Change<'mailbox'>): Applied {
  const index = file.mailboxes.findIndex((known) => known.id === id)
  if (mailbox === null) {
    requireFound(index)
    return { file: { ...file, mailboxes: file.mailboxes.toSpliced(index, 1) }, places: [] }
  }
  const mailboxes = put(file.mailboxes, index, { id, ...mailbox })
  return {
    file: { ...file, mailboxes },
    places: [placeOf('mailbox', 'mailboxes', mailboxes, index)],
  }
}

function withEffort<T extends Partial<ServiceEffort>>(entry: T, effort: ServiceEffort) {
  const { extraPersonMinutes: _extra, ...rest } = entry
  return { ...rest, ...effort } as Omit<T, keyof ServiceEffort> & ServiceEffort
}

/** What the counters go on being able to do, for the time after the archive. */
function archivedOf(file: TenantFile, { services }: Group): Group['services'] {
  const known = new Set(file.services.map(({ id }) => id))
  return services.filter((entry) => !known.has(typeof entry === 'string' ? entry : entry.id))
}

/** A service without minutes of its own is just its name there. */
function asInFile({ id, minutes }: ServiceAtGroup): Group['services'][number] {
  return minutes === undefined ? id : { id, minutes }
}

/** In place of what stood there, or at the end. */
function put<T>(list: readonly T[], index: number, entry: T): T[] {
  return index < 0 ? [...list, entry] : list.with(index, entry)
}

function placeOf(part: string, list: string | Path, entries: unknown[], index: number) {
  return { change: [part], file: [list, index < 0 ? entries.length - 1 : index].flat() }
}

function withOffice(file: TenantFile, index: number, office: Office): TenantFile {
  return { ...file, offices: file.offices.with(index, office) }
}

function requireFound(index: number): void {
  if (index < 0) throw new AppError('not-found')
}

function invalid(field: string, code: 'invalid' | 'unknown-value' | 'not-unique'): AppError {
  return new AppError('invalid-input', { fields: { [`change.${field}`]: code } })
}

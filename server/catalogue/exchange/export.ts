import { randomUUID } from 'node:crypto'
import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { type EntryContent, type EntryKind, isReused } from '#shared/contracts/entries.ts'
import type { ExchangeFormat } from '#shared/contracts/staff-entries.ts'
import { listPublished } from '../catalogue.queries.ts'
import { type NamedEntry, writeCsv } from './csv.ts'
import { writeXzufi } from './xzufi-write.ts'
import { writeYaml } from './yaml.ts'

export interface ExportedFile {
  type: string
  name: string
  text: string
}

/**
 * What residents see, as a file: all of it as CSV or YAML; the services, with what the standard
 * carries, as XZuFi, where what was taken over from others is written out.
 */
export async function exportEntries(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  municipality: Municipality,
  { format, kind }: { format: ExchangeFormat; kind?: EntryKind | undefined },
): Promise<ExportedFile> {
  const entries = (await listPublished(db, municipality.id))
    .filter((row) => kind === undefined || row.kind === kind)
    .map((row): NamedEntry => ({
      kind: row.kind,
      id: row.id,
      content: JSON.parse(row.content) as EntryContent,
    }))
  const name = `${municipality.id}-${kind ?? 'katalog'}`
  switch (format) {
    case 'csv':
      return { type: 'text/csv; charset=utf-8', name: `${name}.csv`, text: writeCsv(entries) }
    case 'yaml':
      return { type: 'application/yaml', name: `${name}.yaml`, text: writeYaml(entries) }
    case 'xzufi': {
      const services = entries.flatMap(({ kind: of, id, content }) => {
        if (of !== 'service') return []
        if (!isReused(content)) return [{ id, content: content as EntryContent<'service'> }]
        const resolved = municipality.services.get(id)
        return resolved ? [{ id, content: resolved }] : []
      })
      const message = { tenant: municipality.id, id: randomUUID(), now: clock.now() }
      return {
        type: 'application/xml',
        name: `${municipality.id}-leistungen.xml`,
        text: writeXzufi(services as Parameters<typeof writeXzufi>[0], message),
      }
    }
  }
}

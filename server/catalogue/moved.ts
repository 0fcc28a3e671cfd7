import type { Municipality } from '#server/tenants/municipality.ts'
import type { EntryKind } from '#shared/contracts/entries.ts'

const folders = { service: 'leistungen', faq: 'fragen' } as const satisfies Record<
  EntryKind,
  string
>

/** The path of an entry's page within the municipality: `fragen/was-kostet-ein-pass`. */
export function pathOf(kind: EntryKind, id: string): string {
  return `${folders[kind]}/${id}`
}

/** The kind of entry that such a path names; undefined for other pages. */
export function kindOfPath(folder: string | undefined): EntryKind | undefined {
  return folder === folders.service ? 'service' : folder === folders.faq ? 'faq' : undefined
}

/** Where an archived entry leads; over several archived ones, but not round and round. */
export function movedTo(
  { redirects, services, faq }: Municipality,
  kind: EntryKind,
  id: string,
): { movedTo?: string } {
  const seen = new Set<string>()
  for (let name = `${kind} ${id}`; !seen.has(name);) {
    seen.add(name)
    const next = redirects.get(name)
    if (!next) break
    if ((next.kind === 'service' ? services : faq).has(next.id)) {
      return { movedTo: pathOf(next.kind, next.id) }
    }
    name = `${next.kind} ${next.id}`
  }
  return {}
}

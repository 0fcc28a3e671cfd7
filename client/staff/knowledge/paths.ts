import type { EntryKind } from '#shared/contracts/entries.ts'
import type { EntryName } from './knowledge-api.ts'

/** The segment of an address that names a kind: the residents' own words. */
export const kindSegments = { service: 'leistungen', faq: 'fragen' } as const satisfies Record<
  EntryKind,
  string
>

export const kindOfSegment = (segment: unknown): EntryKind =>
  segment === kindSegments.faq ? 'faq' : 'service'

/** Where editors write an entry. */
export const editorPath = (tenant: string, { kind, id }: EntryName): string =>
  `/staff/${tenant}/wissen/${kindSegments[kind]}/${id}`

/** Where residents read it. */
export const publicPath = (tenant: string, { kind, id }: EntryName): string =>
  `/${tenant}/${kindSegments[kind]}/${id}`

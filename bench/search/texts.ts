import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describeBundle } from '#server/catalogue/bundle.ts'
import { resolveFile } from '#server/catalogue/resolve.ts'
import { type Municipality, describeMunicipality } from '#server/tenants/municipality.ts'
import { parseTenantFiles } from '#server/tenants/tenant-file.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { SearchBundle } from '#shared/contracts/search.ts'

const folder = join(import.meta.dirname, '../../server/db/seed/tenants')

/** Musterstadt with all its services, questions and other authorities, as it is seeded. */
export function readMusterstadt(): Municipality {
  const names = readdirSync(folder).filter((name) => name.startsWith('musterstadt.'))
  const file = parseTenantFiles(
    names.sort().map((name) => ({ name, source: readFileSync(join(folder, name), 'utf8') })),
  )
  return describeMunicipality(
    resolveFile(file, () => undefined),
    1,
  )
}

/** What a phone gets of it on a day without expired fees. */
export function bundleOf(municipality: Municipality, lang: Language = 'de'): SearchBundle {
  return describeBundle(municipality, { lang, today: '2026-11-21' })
}

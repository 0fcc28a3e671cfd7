import type { Municipality } from '#server/tenants/municipality.ts'
import type { KnownNames } from '#shared/domain/entry-checks.ts'
import { innerPath, safeHref } from '#shared/markdown/links.ts'
import type { ResolveHref } from '#shared/markdown/parse.ts'
import { kindOfPath, movedTo } from './moved.ts'
import { placeholders } from './resolve.ts'

/** Pages that every municipality has; entries may lead there. */
const pages = new Set([
  '',
  'adressen',
  'anliegen',
  'datenschutz',
  'erklaerung-zur-barrierefreiheit',
  'impressum',
  'leichte-sprache',
  'leistungen',
  'mein-termin',
  'meine',
  'standorte',
  'suche',
  'termin',
  'termin/leistung',
])

/** Whether a path within the municipality, `fragen/…`, leads to a page. */
export function hasPage({ services, faq }: Municipality, path: string): boolean {
  const [folder, id = '', ...rest] = path.split('/')
  const kind = kindOfPath(folder)
  if (!kind || !id) return pages.has(path)
  return rest.length === 0 && (kind === 'service' ? services : faq).has(id)
}

/**
 * Where links of texts lead: pages of this municipality, and addresses outside that do no harm. What
 * was taken over may name pages that are not here; such a link becomes mere words.
 */
export function hrefsOf(municipality: Municipality): ResolveHref {
  return (href) => {
    const path = innerPath(href)
    if (path !== null && !hasPage(municipality, path) && !isMoved(municipality, path)) return null
    return safeHref(href, `/${municipality.id}/`)
  }
}

function isMoved(municipality: Municipality, path: string): boolean {
  const [folder, id = ''] = path.split('/')
  const kind = kindOfPath(folder)
  return kind !== undefined && movedTo(municipality, kind, id).movedTo !== undefined
}

/** What an entry of a municipality may name, as things stand. */
export function knownNames(municipality: Municipality): KnownNames {
  const { file, services, faq } = municipality
  const ids = (list: readonly { id: string }[]) => new Set(list.map(({ id }) => id))
  return {
    departments: ids(file.departments),
    mailboxes: ids(file.mailboxes),
    lifeSituations: ids(file.lifeSituations),
    services: new Set(services.keys()),
    faq: new Set(faq.keys()),
    placeholders,
    languages: file.tenant.languages,
    hasPage: (path) => hasPage(municipality, path),
  }
}

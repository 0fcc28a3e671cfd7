import { describeCatalogue } from '#server/catalogue/catalogue.ts'
import { kindOfPath } from '#server/catalogue/moved.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { describeMailboxes, describeTenant } from '#server/tenants/describe-tenant.ts'
import { type Municipality, inLanguage } from '#server/tenants/municipality.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { TenantView } from '#shared/contracts/tenants.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { bookingText, officesText, paragraphsText, servicesText, startText } from './page-texts.ts'
import { questionsText } from './question-texts.ts'
import { type PageSearch, searchText } from './search-texts.ts'
import type { Page, PageDraft } from './shell.ts'
import { faqDraft, serviceDraft } from './entry-pages.ts'
import type { PageReading } from './entry-texts.ts'
import { mailboxesText } from './mailboxes-text.ts'
import { organisation } from './organisation.ts'
import { pageWords } from './words.ts'

/** What a page needs besides its path. */
export interface Asking extends PageReading {
  /** What is looked for on the page of the search. */
  search: PageSearch
}

/** The page of a path under `/{tenant}/`; `path` without slashes at its ends. */
export function describePage(
  deps: Deps,
  municipality: Municipality,
  path: string,
  { search, ...reading }: Asking,
): Page {
  const { lang } = reading
  const tenant = describeTenant(deps, municipality, lang)
  const draft =
    entryDraft(deps, tenant, municipality, path, reading) ??
    draftOf(tenant, municipality, path, { lang, search })
  return {
    lang,
    title: path === '' ? draft.title : `${draft.title} – ${tenant.name}`,
    description: draft.description,
    canonicalPath: draft.indexed === false ? null : `/${tenant.slug}/${path}`,
    manifestPath: `/${tenant.slug}/manifest.webmanifest`,
    languages: tenant.languages,
    body: draft.body,
    ...(draft.jsonLd && { jsonLd: draft.jsonLd }),
  }
}

/** The page of a service or a question; null for paths that name none. */
function entryDraft(
  { clock, config }: Deps,
  tenant: TenantView,
  municipality: Municipality,
  path: string,
  reading: PageReading,
): PageDraft | null {
  const [folder, slug, ...rest] = path.split('/')
  const kind = kindOfPath(folder)
  if (!kind || slug === undefined || rest.length > 0) return null
  const describeDraft = kind === 'service' ? serviceDraft : faqDraft
  return describeDraft(tenant, municipality, slug, {
    ...reading,
    today: localMoment(clock.now(), municipality.zone).date,
    url: `${config.publicUrl}/${tenant.slug}/${path}`,
  })
}

/** @throws AppError 'not-found' for a path that no page has */
function draftOf(
  tenant: TenantView,
  municipality: Municipality,
  path: string,
  { lang, search }: { lang: Language; search: PageSearch },
): PageDraft {
  const t = pageWords[lang]
  const paragraphs = (title: string, lines: readonly string[]): PageDraft => ({
    title,
    description: lines[0] ?? title,
    body: paragraphsText(tenant, lang, title, lines),
  })
  const [first, second, ...more] = path.split('/')
  if (['termin', 'mein-termin', 'ersatztermin', 'meine'].includes(first ?? '')) {
    return {
      title: t.appointment,
      description: t.appointmentIntro,
      body: bookingText(tenant, lang),
      indexed: path === 'termin',
    }
  }
  if (['anliegen', 'mein-anliegen'].includes(first ?? '')) {
    const lines = [t.requestIntro, `${t.phone}: ${tenant.phone}`]
    return { ...paragraphs(t.request, lines), indexed: path === 'anliegen' }
  }
  const screen = first === 'aufruf' || first === 'nummer' ? first : null
  const office = screen && more.length === 0 ? municipality.offices.get(second ?? '') : undefined
  if (screen && office) {
    const name = inLanguage(office.name, lang)
    const title = `${screen === 'aufruf' ? t.calls : t.takeNumber} – ${name}`
    return {
      title,
      description: title,
      body: paragraphsText(tenant, lang, title, []),
      indexed: false,
    }
  }
  switch (path) {
    case '':
      return {
        title: tenant.officialName,
        description: tenant.welcome,
        body: startText(tenant, lang),
        jsonLd: organisation(tenant),
      }
    case 'suche':
      return {
        title: search.query ? t.foundFor(search.query) : t.search,
        description: `${t.search}: ${tenant.officialName}`,
        body: searchText(tenant, lang, search),
        indexed: false,
      }
    case 'leistungen':
      return {
        title: t.services,
        description: `${t.services}: ${tenant.officialName}`,
        body: servicesText(tenant, describeCatalogue(municipality, lang), lang),
      }
    case 'fragen':
      return {
        title: t.questions,
        description: `${t.questions}: ${tenant.officialName}`,
        body: questionsText(tenant, describeCatalogue(municipality, lang), lang),
      }
    case 'standorte':
      return {
        title: t.offices,
        description: `${t.offices}: ${tenant.officialName}`,
        body: officesText(tenant, lang),
      }
    case 'adressen':
      return {
        title: t.mailboxes,
        description: `${t.mailboxes}: ${tenant.officialName}`,
        body: mailboxesText(tenant, describeMailboxes(municipality, lang), lang),
      }
    case 'impressum':
      return paragraphs(t.imprint, tenant.imprint)
    case 'datenschutz':
      return paragraphs(t.privacy, tenant.privacy)
    case 'erklaerung-zur-barrierefreiheit':
      return paragraphs(t.accessibility, tenant.accessibility)
    case 'leichte-sprache':
      return paragraphs('Leichte Sprache', [tenant.welcome])
    default:
      throw new AppError('not-found')
  }
}

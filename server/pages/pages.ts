import { describeCatalogue, describeService } from '#server/catalogue/catalogue.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { describeMailboxes, describeTenant } from '#server/tenants/describe-tenant.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { TenantView } from '#shared/contracts/tenants.ts'
import {
  bookingText,
  officesText,
  paragraphsText,
  serviceText,
  servicesText,
  startText,
} from './page-texts.ts'
import type { Page } from './shell.ts'
import { pageWords } from './words.ts'

type Draft = Pick<Page, 'title' | 'description' | 'body' | 'jsonLd'> & { indexed?: boolean }

/** The page of a path under `/{tenant}/`; `path` without slashes at its ends. */
export function describePage(
  deps: Deps,
  municipality: Municipality,
  path: string,
  lang: Language,
): Page {
  const tenant = describeTenant(deps, municipality, lang)
  const draft = draftOf(tenant, municipality, path, lang)
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

/** @throws AppError 'not-found' for a path that no page has */
function draftOf(
  tenant: TenantView,
  municipality: Municipality,
  path: string,
  lang: Language,
): Draft {
  const t = pageWords[lang]
  const paragraphs = (title: string, lines: readonly string[]): Draft => ({
    title,
    description: lines[0] ?? title,
    body: paragraphsText(tenant, lang, title, lines),
  })
  const [first, second, ...rest] = path.split('/')
  if (first === 'leistungen' && second !== undefined && rest.length === 0) {
    return serviceDraft(tenant, municipality, second, lang)
  }
  if (first === 'termin' || first === 'mein-termin' || first === 'meine') {
    return {
      title: t.appointment,
      description: t.appointmentIntro,
      body: bookingText(tenant, lang),
      indexed: path === 'termin',
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
    case 'leistungen':
    case 'suche':
      return {
        title: t.services,
        description: `${t.services}: ${tenant.officialName}`,
        body: servicesText(tenant, describeCatalogue(municipality, lang), lang),
        indexed: path === 'leistungen',
      }
    case 'standorte':
      return {
        title: t.offices,
        description: `${t.offices}: ${tenant.officialName}`,
        body: officesText(tenant, lang),
      }
    case 'adressen':
      return paragraphs(
        t.mailboxes,
        describeMailboxes(municipality, lang).mailboxes.map(
          ({ name, address }) => `${name}: ${address}`,
        ),
      )
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

function serviceDraft(
  tenant: TenantView,
  municipality: Municipality,
  slug: string,
  lang: Language,
): Draft {
  const service = describeService(municipality, slug, lang)
  const text = service.texts[lang] ?? service.texts.de
  return {
    title: text.title,
    description: text.teaser,
    body: serviceText(tenant, service, lang),
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'GovernmentService',
      name: text.title,
      description: text.teaser,
      provider: organisation(tenant),
    },
  }
}

function organisation(tenant: TenantView): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'GovernmentOrganization',
    name: tenant.officialName,
    telephone: tenant.phone,
    email: tenant.generalMailbox,
    url: tenant.website,
  }
}

import { html } from 'hono/html'
import type { Language } from '#shared/contracts/fields.ts'
import type { TenantView } from '#shared/contracts/tenants.ts'
import { pageWords } from './words.ts'

/** What stands around the text of every page of a municipality: its name, its phone, its pages. */
export function framed(tenant: TenantView, lang: Language, content: ReturnType<typeof html>) {
  const t = pageWords[lang]
  const links: [string, string][] = [
    ['suche', t.search],
    ['leistungen', t.services],
    ['fragen', t.questions],
    ['termin', t.appointment],
    ['anliegen', t.request],
    ['standorte', t.offices],
    ['adressen', t.mailboxes],
    ['impressum', t.imprint],
    ['datenschutz', t.privacy],
    ['erklaerung-zur-barrierefreiheit', t.accessibility],
  ]
  return html`<header><a href="${link(tenant, lang, '')}">${tenant.officialName}</a></header>
    <main>${content}</main>
    <footer>
      <p>${t.phone}: <a href="tel:${tenant.phone}">${tenant.phone}</a> (${tenant.phoneHours})</p>
      <nav>
        <ul>
          ${links.map(
            ([path, words]) => html`<li><a href="${link(tenant, lang, path)}">${words}</a></li>`,
          )}
        </ul>
      </nav>
    </footer>`
}

export function link(tenant: TenantView, lang: Language, path: string): string {
  return `/${tenant.slug}/${path}${lang === 'de' ? '' : `?lang=${lang}`}`
}

/** Links to services or questions. */
export function entryList(
  tenant: TenantView,
  lang: Language,
  folder: 'leistungen' | 'fragen',
  entries: readonly { slug: string; title: string }[],
) {
  return html`<ul>
    ${entries.map(
      ({ slug, title }) =>
        html`<li><a href="${link(tenant, lang, `${folder}/${slug}`)}">${title}</a></li>`,
    )}
  </ul>`
}

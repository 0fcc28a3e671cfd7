import { html } from 'hono/html'
import type { Language } from '#shared/contracts/fields.ts'
import type { OfficeView, TenantList, TenantView } from '#shared/contracts/tenants.ts'
import type { Catalogue } from '#shared/contracts/catalogue.ts'
import { entryList, framed, link } from './frame.ts'
import { searchForm } from './search-texts.ts'
import { pageWords } from './words.ts'

/** The text of each page, as plain markup: the app replaces it once it runs. */

export function tenantsText({ tenants }: TenantList, lang: Language) {
  return html`<main>
    <h1>${pageWords[lang].chooseMunicipality}</h1>
    <ul>
      ${tenants.map(
        (tenant) => html`<li><a href="/${tenant.slug}/">${tenant.officialName}</a></li>`,
      )}
    </ul>
  </main>`
}

export function startText(tenant: TenantView, lang: Language) {
  const t = pageWords[lang]
  return framed(
    tenant,
    lang,
    html`<h1>${tenant.officialName}</h1>
      <p>${tenant.welcome}</p>
      ${searchForm(tenant, lang, { query: '' })}
      <ul>
        ${tenant.frequent.map(
          (service) =>
            html`<li>
              <a href="${link(tenant, lang, `leistungen/${service.slug}`)}">${service.title}</a>
            </li>`,
        )}
      </ul>
      <h2>${t.questions}</h2>
      ${entryList(tenant, lang, 'fragen', tenant.frequentQuestions)}
      <h2>${t.offices}</h2>
      ${tenant.offices.map((office) => officeText(office, lang))}`,
  )
}

export function servicesText(tenant: TenantView, { services }: Catalogue, lang: Language) {
  const sorted = [...services].sort((a, b) => a.title.localeCompare(b.title, lang))
  return framed(
    tenant,
    lang,
    html`<h1>${pageWords[lang].services}</h1>
      <ul>
        ${sorted.map(
          ({ slug, title, teaser }) =>
            html`<li>
              <a href="${link(tenant, lang, `leistungen/${slug}`)}">${title}</a>: ${teaser}
            </li>`,
        )}
      </ul> `,
  )
}

export function officesText(tenant: TenantView, lang: Language) {
  return framed(
    tenant,
    lang,
    html`<h1>${pageWords[lang].offices}</h1>
      ${tenant.offices.map((office) => officeText(office, lang))}`,
  )
}

export function paragraphsText(
  tenant: TenantView,
  lang: Language,
  heading: string,
  paragraphs: readonly string[],
) {
  return framed(
    tenant,
    lang,
    html`<h1>${heading}</h1>
      ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}`,
  )
}

/** Pages that only work with JavaScript say so, and name the phone. */
export function bookingText(tenant: TenantView, lang: Language) {
  const t = pageWords[lang]
  return framed(
    tenant,
    lang,
    html`<h1>${t.appointment}</h1>
      <noscript>
        <p>${t.withoutScript} <a href="tel:${tenant.phone}">${tenant.phone}</a></p>
      </noscript>`,
  )
}

export function notFoundText(lang: Language, home: string) {
  const t = pageWords[lang]
  return html`<main>
    <h1>${t.notFound}</h1>
    <p><a href="${home}">${t.notFoundIntro}</a></p>
  </main>`
}

function officeText(office: OfficeView, lang: Language) {
  const t = pageWords[lang]
  const hours = office.today.ranges.map(({ from, to }) => `${from}–${to}`).join(', ')
  return html`<h3>${office.name}</h3>
    <p>
      ${office.street}, ${office.postalCode} ${office.city}<br />
      ${t.phone}: <a href="tel:${office.phone}">${office.phone}</a><br />
      ${hours ? `${t.openToday}: ${hours}` : t.closedToday}
      ${office.today.reason ? `(${office.today.reason})` : ''}
    </p>`
}

import { html } from 'hono/html'
import { type Channel, channels } from '#shared/contracts/entries.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { SearchResults } from '#shared/contracts/search.ts'
import type { TenantView } from '#shared/contracts/tenants.ts'
import { framed, link } from './frame.ts'
import { pageWords } from './words.ts'

/** What the address of the search asks for. */
export interface PageSearch {
  query: string
  topic?: string | undefined
  channel?: Channel | undefined
  /** Left out where nothing is asked. */
  found?: SearchResults
}

/** The search as a form and a list of links: complete without JavaScript. */
export function searchText(tenant: TenantView, lang: Language, search: PageSearch) {
  const t = pageWords[lang]
  const { query, found } = search
  return framed(
    tenant,
    lang,
    html`<h1>${query ? t.foundFor(query) : t.search}</h1>
      ${searchForm(tenant, lang, search)} ${found ? foundText(tenant, lang, search, found) : ''}`,
  )
}

export function searchForm(
  tenant: TenantView,
  lang: Language,
  { query, topic, channel }: PageSearch,
) {
  const t = pageWords[lang]
  const option = (value: string, words: string, chosen: string | undefined) =>
    html`<option value="${value}" ${value === (chosen ?? '') ? 'selected' : ''}>${words}</option>`
  return html`<form role="search" action="/${tenant.slug}/suche">
    ${lang === 'de' ? '' : html`<input type="hidden" name="lang" value="${lang}" />`}
    <p>
      <label for="q">${t.searchLabel}</label><br />
      <input id="q" name="q" value="${query}" maxlength="200" />
      <select name="thema" aria-label="${t.anyTopic}">
        ${option('', t.anyTopic, topic)}
        ${tenant.lifeSituations.map(({ slug, name }) => option(slug, name, topic))}
      </select>
      <select name="kanal" aria-label="${t.anyChannel}">
        ${option('', t.anyChannel, channel)}
        ${channels.map((one) => option(one, t.channel[one], channel))}
      </select>
      <button>${t.search}</button>
    </p>
  </form>`
}

function foundText(
  tenant: TenantView,
  lang: Language,
  { topic, channel }: PageSearch,
  { results, confident, didYouMean, elsewhere }: SearchResults,
) {
  const t = pageWords[lang]
  const again = new URLSearchParams({
    q: didYouMean ?? '',
    ...(topic && { thema: topic }),
    ...(channel && { kanal: channel }),
    ...(lang !== 'de' && { lang }),
  })
  return html`${
    didYouMean
      ? html`<p>
          ${t.didYouMean}
          <a href="/${tenant.slug}/suche?${again.toString()}">${didYouMean}</a>?
        </p>`
      : ''
  }
  ${
    elsewhere.length > 0
      ? html`<h2>${t.elsewhere}</h2>
          <ul>
            ${elsewhere.map(
              ({ name, text, phone, website }) =>
                html`<li>
                  <strong>${name}</strong>: ${text}
                  ${phone ? html`<a href="tel:${phone}">${phone}</a>` : ''}
                  ${website ? html`<a href="${website}">${website}</a>` : ''}
                </li>`,
            )}
          </ul>`
      : ''
  }
  ${
    confident || elsewhere.length > 0
      ? ''
      : html`<p>
          ${t.nothing} ${t.nothingNext}
          <a href="tel:${tenant.phone}">${tenant.phone}</a> (${tenant.phoneHours}),
          <a href="mailto:${tenant.generalMailbox}">${tenant.generalMailbox}</a>
        </p>`
  }
  ${
    results.length > 0
      ? html`<h2>${confident ? t.count(results.length) : t.perhaps}</h2>
          <ol>
            ${results.map(
              ({ kind, slug, title, teaser }) =>
                html`<li>
                  <a
                    href="${link(tenant, lang, `${kind === 'faq' ? 'fragen' : 'leistungen'}/${slug}`)}"
                    >${title}</a
                  >
                  (${kind === 'faq' ? t.question : t.service})<br />${teaser}
                </li>`,
            )}
          </ol>`
      : ''
  }`
}

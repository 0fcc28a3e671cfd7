import { html } from 'hono/html'
import type {
  FaqTextView,
  FaqView,
  FeeView,
  ServiceTextView,
  ServiceView,
  Standing,
} from '#shared/contracts/catalogue.ts'
import type { IsoDate, Language } from '#shared/contracts/fields.ts'
import type { RichLine } from '#shared/contracts/rich-text.ts'
import type { TenantView } from '#shared/contracts/tenants.ts'
import { entryList, framed, link } from './frame.ts'
import { lineMarkup, textMarkup } from './rich-text.ts'
import { pageWords } from './words.ts'

/** The text of services and questions, complete: whoever reads no script misses nothing but buttons. */

/** What a page is read in. */
export interface PageReading {
  lang: Language
  /** In plain German, where there is such a text. */
  simple: boolean
}

export function serviceText(
  tenant: TenantView,
  service: ServiceView,
  text: ServiceTextView,
  reading: PageReading,
) {
  const t = pageWords[reading.lang]
  const fact = (heading: string, value: string | null) =>
    value === null
      ? ''
      : html`<h2>${heading}</h2>
          <p>${value}</p>`
  return framed(
    tenant,
    reading.lang,
    html`<h1>${text.title}</h1>
      <p>${text.teaser}</p>
      ${variantLinks(service, reading)}
      ${text.about.map((line) => html`<p>${lineMarkup(line)}</p>`)}
      ${lines(t.documents, text.documents)} ${lines(t.prerequisites, text.prerequisites)}
      ${lines(t.steps, text.steps)} ${feesText(text.fees, reading.lang)}
      ${fact(t.duration, text.duration)} ${fact(t.legal, text.legal)}
      ${linksText(text.links, t.links)}
      ${
        service.faq.length > 0
          ? html`<h2>${t.questions}</h2>
              <ul>
                ${service.faq.map(
                  ({ slug, question, short }) =>
                    html`<li>
                      <a href="${link(tenant, reading.lang, `fragen/${slug}`)}">${question}</a
                      ><br />${short}
                    </li>`,
                )}
              </ul>`
          : ''
      }
      ${entriesText(tenant, reading, t.relatedServices, 'leistungen', service.related)}
      ${contactText(tenant, service.mailbox, reading.lang)}
      ${standingText(service.standing, reading.lang)}`,
  )
}

export function faqText(
  tenant: TenantView,
  entry: FaqView,
  text: FaqTextView,
  reading: PageReading,
) {
  const t = pageWords[reading.lang]
  return framed(
    tenant,
    reading.lang,
    html`<h1>${text.question}</h1>
      <p><strong>${lineMarkup(text.short)}</strong></p>
      ${variantLinks(entry, reading)} ${textMarkup(text.answer)} ${linksText(text.links, t.links)}
      ${entriesText(tenant, reading, t.servicesOfQuestion, 'leistungen', entry.services)}
      ${entriesText(tenant, reading, t.relatedQuestions, 'fragen', entry.related)}
      ${contactText(tenant, entry.mailbox, reading.lang)}
      ${standingText(entry.standing, reading.lang)}`,
  )
}

function lines(heading: string, points: readonly RichLine[]) {
  if (points.length === 0) return ''
  return html`<h2>${heading}</h2>
    <ul>
      ${points.map((line) => html`<li>${lineMarkup(line)}</li>`)}
    </ul>`
}

function feesText(fees: readonly FeeView[], lang: Language) {
  if (fees.length === 0) return ''
  const t = pageWords[lang]
  return html`<h2>${t.fee}</h2>
    <ul>
      ${fees.map(({ line, legal, validFrom, validTo }) => {
        const notes = [
          validFrom && t.from(formatDate(validFrom, lang)),
          validTo && t.until(formatDate(validTo, lang)),
          legal,
        ].filter(Boolean)
        return html`<li>
          ${lineMarkup(line)} ${notes.length > 0 ? html`<br />${notes.join(', ')}` : ''}
        </li>`
      })}
    </ul>`
}

function linksText(links: readonly { title: string; url: string }[], heading: string) {
  if (links.length === 0) return ''
  return html`<h2>${heading}</h2>
    <ul>
      ${links.map(({ title, url }) => html`<li><a href="${url}">${title}</a></li>`)}
    </ul>`
}

function entriesText(
  tenant: TenantView,
  { lang }: PageReading,
  heading: string,
  folder: 'leistungen' | 'fragen',
  entries: readonly { slug: string; title: string }[],
) {
  if (entries.length === 0) return ''
  return html`<h2>${heading}</h2>
    ${entryList(tenant, lang, folder, entries)}`
}

function contactText(tenant: TenantView, mailbox: ServiceView['mailbox'], lang: Language) {
  const t = pageWords[lang]
  return html`<h2>${t.contact}</h2>
    <p>
      ${mailbox.name}: <a href="mailto:${mailbox.address}">${mailbox.address}</a><br />
      ${t.phone}: <a href="tel:${tenant.phone}">${tenant.phone}</a> (${tenant.phoneHours})
    </p>`
}

/** Always said, so that everybody can tell how fresh the text is; and plainly, once it is not. */
function standingText(standing: Standing | null, lang: Language) {
  if (!standing) return ''
  const t = pageWords[lang]
  return html`<p>
    ${t.standing(formatDate(standing.checkedOn, lang), standing.checkedBy)}
    ${standing.overdue ? html`<strong>${t.overdue}</strong>` : ''}
  </p>`
}

/** To plain German and back; readers of other languages have their own switch. */
function variantLinks(entry: { texts: { 'de-simple'?: unknown } }, { lang, simple }: PageReading) {
  if (lang !== 'de' || !entry.texts['de-simple']) return ''
  return simple
    ? html`<p><a href="?" hreflang="de">Alltagssprache</a></p>`
    : html`<p><a href="?variant=simple" hreflang="de">Einfache Sprache</a></p>`
}

const locales: Record<Language, string> = { de: 'de-DE', en: 'en-GB' }

function formatDate(date: IsoDate, lang: Language): string {
  return new Intl.DateTimeFormat(locales[lang], {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(Date.parse(`${date}T00:00:00Z`))
}

import type { Fee, Link, ServiceContent, ServiceText, Variant } from '#shared/contracts/entries.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import { parseLine } from '#shared/markdown/parse.ts'
import { lineToHtml } from './html.ts'
import {
  legalModule,
  linksModule,
  listModules,
  namespace,
  teaserModules,
  textModuleList,
  titleModules,
} from './xzufi-modules.ts'

type Texts = [variant: Variant, text: ServiceText][]

/** Services as Leistungen of XZuFi 2.2, one language version a variant. */
export function writeXzufi(
  services: readonly { id: string; content: ServiceContent }[],
  { tenant, id, now }: { tenant: string; id: string; now: Instant },
): string {
  const body = services.map(({ id: slug, content }) => writeService(slug, content, tenant))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xzufi:leistungsverzeichnis.antwort.leistung.030104 xmlns:xzufi="${namespace}"` +
      ' produktbezeichnung="Rathauslotse" xzufiVersion="2.2.0">',
    element('nachrichtenkopf', [
      element('nachrichtUUID', escape(id)),
      element('erstelltDatumZeit', escape(now)),
      element('sender', escape(tenant)),
    ]),
    ...body,
    '</xzufi:leistungsverzeichnis.antwort.leistung.030104>',
    '',
  ].join('\n')
}

function writeService(slug: string, content: ServiceContent, tenant: string): string {
  const texts = Object.entries(content.text) as Texts
  const modules = [
    ...titleModules.map((code) =>
      textModule(
        code,
        inAll(texts, ({ title }) => inline(title)),
      ),
    ),
    textModule(
      teaserModules[0],
      inAll(texts, ({ teaser }) => markup([teaser], 'p')),
    ),
    ...listModules.map(([code, field]) =>
      textModule(
        code,
        inAll(texts, (text) => markup(text[field], field === 'about' ? 'p' : 'li')),
      ),
    ),
    textModule(
      legalModule,
      inAll(texts, ({ legal }) => (legal ? inline(legal) : '')),
    ),
    textModule(linksModule, [], content.links),
  ]
  return element('leistung', [
    `<xzufi:id schemeAgencyID="${escape(tenant)}">${escape(slug)}</xzufi:id>`,
    ...modules,
    ...content.fees.map(writeFee),
    element(
      'modulBearbeitungsdauer',
      inAll(texts, ({ duration }) => duration && inline(duration), 'beschreibung'),
    ),
    element(
      'modulBegriffImKontext',
      content.terms.map((term) =>
        element('begriffImKontext', [
          `<xzufi:begriff languageCode="de">${escape(term)}</xzufi:begriff>`,
        ]),
      ),
    ),
    ...(content.review
      ? [
          element('modulFachlicheFreigabe', [
            element('fachlichFreigegebenAm', content.review.checkedOn),
            `<xzufi:fachlichFreigegebenDurch languageCode="de">${escape(content.review.checkedBy)}</xzufi:fachlichFreigegebenDurch>`,
          ]),
        ]
      : []),
    ...texts.map(([variant]) =>
      element('sprachversion', [
        element('languageCode', variant),
        element('sprachbezeichnungDeutsch', languageNames[variant].german),
        element('sprachbezeichnungNativ', languageNames[variant].own),
      ]),
    ),
  ])
}

/** RFC 5646 registers `simple` as a variant: a language in plain words. */
const languageNames: Record<Variant, { german: string; own: string }> = {
  de: { german: 'Deutsch', own: 'Deutsch' },
  en: { german: 'Englisch', own: 'English' },
  'de-simple': { german: 'Deutsch, einfache Sprache', own: 'Deutsch, einfache Sprache' },
}

function writeFee({ text, validFrom, validTo }: Fee): string {
  const words = (['de', 'en'] as const).flatMap((lang) => {
    const fee = text[lang]
    return fee
      ? [`<xzufi:beschreibung languageCode="${lang}">${inline(fee)}</xzufi:beschreibung>`]
      : []
  })
  const validity = [
    validFrom && element('beginn', validFrom),
    validTo && element('ende', validTo),
  ].filter((part) => part !== undefined)
  return element('modulKosten', [
    ...words,
    ...(validity.length > 0 ? [element('gueltigkeit', validity)] : []),
  ])
}

function inAll(
  texts: Texts,
  write: (text: ServiceText) => string | undefined,
  name = 'inhalt',
): string[] {
  return texts.flatMap(([variant, text]) => {
    const words = write(text)
    return words ? [`<xzufi:${name} languageCode="${variant}">${words}</xzufi:${name}>`] : []
  })
}

function textModule(code: string, inhalte: string[], links: readonly Link[] = []): string {
  if (inhalte.length === 0 && links.length === 0) return ''
  return element('modulText', [
    element('positionDarstellung', String(Number(code))),
    ...inhalte,
    ...links.map(({ title, url }) =>
      element('weiterfuehrenderLink', [
        element('uri', escape(url)),
        `<xzufi:titel languageCode="de">${escape(title.de)}</xzufi:titel>`,
        title.en ? `<xzufi:titel languageCode="en">${escape(title.en)}</xzufi:titel>` : '',
      ]),
    ),
    `<xzufi:leikaTextmodul listURI="${textModuleList}"><code>${code}</code></xzufi:leikaTextmodul>`,
  ])
}

/** Lines with their marks as markup, which the standard wants escaped within its elements. */
function markup(lines: readonly string[], name: 'p' | 'li'): string {
  if (lines.length === 0) return ''
  const html = lines.map(
    (line) => `<${name}>${lineToHtml(parseLine(line, (href) => href))}</${name}>`,
  )
  return escape(name === 'li' ? `<ul>${html.join('')}</ul>` : html.join(''))
}

function inline(line: string): string {
  return escape(lineToHtml(parseLine(line, (href) => href)))
}

function element(name: string, content: string | readonly string[]): string {
  if (typeof content === 'string') return `<xzufi:${name}>${content}</xzufi:${name}>`
  const parts = content.filter((part) => part !== '')
  return parts.length > 0 ? `<xzufi:${name}>\n${parts.join('\n')}\n</xzufi:${name}>` : ''
}

/** What XML has no sign for is left out. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

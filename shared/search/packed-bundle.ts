import type { FaqTextView, ServiceTextView } from '../contracts/catalogue.ts'
import type {
  Columns,
  PackedBundle,
  PackedFaqText,
  PackedServiceText,
} from '../contracts/packed-bundle.ts'
import type { BundledFaq, BundledService, SearchBundle } from '../contracts/search.ts'
import { packLine, packText, unpackLine, unpackText } from '../markdown/packed-text.ts'
import { packPhrases, unpackPhrases } from './packed-phrases.ts'

/** A bundle as it is sent: texts and facts stay what they are, and what is searched finds the same. */
export function packBundle({ lang, services, faq, authorities }: SearchBundle): PackedBundle {
  const mailboxes = new Map([...services, ...faq].map(({ mailbox }) => [mailbox.slug, mailbox]))
  return {
    lang,
    mailboxes: [...mailboxes.values()],
    services: {
      texts: services.map(({ text }) => packServiceText(text)),
      ...packFound(services.map((service) => ({ ...service, title: service.text.title }))),
      facts: toColumns(services.map(factsOf)),
    },
    faq: {
      texts: faq.map(({ text }) => packFaqText(text)),
      ...packFound(faq.map((entry) => ({ ...entry, title: entry.text.question }))),
      facts: toColumns(faq.map(factsOf)),
    },
    authorities: {
      facts: authorities.map(({ terms: _terms, alsoCalled: _alsoCalled, ...facts }) => facts),
      ...packFound(authorities.map((authority) => ({ ...authority, title: authority.name }))),
    },
  }
}

export function unpackBundle({ lang, mailboxes, ...packed }: PackedBundle): SearchBundle {
  const bySlug = new Map(mailboxes.map((mailbox) => [mailbox.slug, mailbox]))
  return {
    lang,
    services: toRows(packed.services.facts, packed.services.texts.length).map((facts, at) => ({
      ...facts,
      ...unpackFound(packed.services, at),
      mailbox: bySlug.get(facts.mailbox)!,
      text: unpackServiceText(packed.services.texts[at]!),
    })),
    faq: toRows(packed.faq.facts, packed.faq.texts.length).map((facts, at) => ({
      ...facts,
      ...unpackFound(packed.faq, at),
      mailbox: bySlug.get(facts.mailbox)!,
      text: unpackFaqText(packed.faq.texts[at]!),
    })),
    authorities: packed.authorities.facts.map((facts, at) => ({
      ...facts,
      ...unpackFound(packed.authorities, at),
    })),
  }
}

interface Found {
  title: string
  terms: string[]
  alsoCalled: string[]
}

function packFound(entries: readonly Found[]) {
  return {
    terms: entries.map(({ title, terms, alsoCalled }) =>
      packPhrases(terms, [title, ...alsoCalled].join(' ')),
    ),
    alsoCalled: entries.map(({ alsoCalled }) => packPhrases(alsoCalled)),
  }
}

const unpackFound = (packed: { terms: string[]; alsoCalled: string[] }, at: number) => ({
  terms: unpackPhrases(packed.terms[at]!),
  alsoCalled: unpackPhrases(packed.alsoCalled[at]!),
})

function factsOf<Entry extends BundledService | BundledFaq>(entry: Entry) {
  const { text: _text, terms: _terms, alsoCalled: _alsoCalled, mailbox, ...facts } = entry
  return { ...facts, mailbox: mailbox.slug }
}

function toColumns<Row extends object>(rows: readonly Row[]): Columns<Row> {
  const keys = Object.keys(rows[0] ?? {}) as (keyof Row)[]
  return Object.fromEntries(keys.map((key) => [key, rows.map((row) => row[key])])) as Columns<Row>
}

function toRows<Row extends object>(columns: Columns<Row>, count: number): Row[] {
  const keys = Object.keys(columns) as (keyof Row)[]
  return Array.from({ length: count }, (_, at) => {
    const row: Partial<Row> = {}
    for (const key of keys) row[key] = columns[key][at]
    return row as Row
  })
}

function packServiceText(text: ServiceTextView): PackedServiceText {
  return [
    text.title,
    text.teaser,
    text.about.map(packLine),
    text.prerequisites.map(packLine),
    text.documents.map(packLine),
    text.steps.map(packLine),
    text.fees.map((fee) => ({ ...fee, line: packLine(fee.line) })),
    text.duration,
    text.legal,
    text.links,
  ]
}

function unpackServiceText(packed: PackedServiceText): ServiceTextView {
  const [title, teaser, about, prerequisites, documents, steps, fees, duration, legal, links] =
    packed
  return {
    title,
    teaser,
    about: about.map(unpackLine),
    prerequisites: prerequisites.map(unpackLine),
    documents: documents.map(unpackLine),
    steps: steps.map(unpackLine),
    fees: fees.map((fee) => ({ ...fee, line: unpackLine(fee.line) })),
    duration,
    legal,
    links,
  }
}

const packFaqText = ({ question, short, answer, links }: FaqTextView): PackedFaqText => [
  question,
  packLine(short),
  packText(answer),
  links,
]

const unpackFaqText = ([question, short, answer, links]: PackedFaqText): FaqTextView => ({
  question,
  short: unpackLine(short),
  answer: unpackText(answer),
  links,
})

import type {
  FaqTextView,
  FeeView,
  ServiceTextView,
  ServiceView,
} from '#shared/contracts/catalogue.ts'
import type { Variant } from '#shared/contracts/entries.ts'
import type { IsoDate } from '#shared/contracts/fields.ts'
import { feesToShow } from '#shared/domain/entry-validity.ts'
import { safeHref } from '#shared/markdown/links.ts'
import { parseLine, parseText } from '#shared/markdown/parse.ts'
import { plainWords } from '#shared/markdown/plain-text.ts'
import {
  type FaqForm,
  type FaqTextForm,
  type LinkForm,
  type ServiceForm,
  type ServiceTextForm,
  type WordsForm,
  toContent,
} from '../entry-form.ts'

/** What the words of an entry become at a municipality. */
export interface PreviewOf {
  tenant: string
  today: IsoDate
  /** What stands for `{kommune}`, `{telefon}` and `{postfach}`. */
  placeholders: Readonly<Record<string, string>>
}

/** The unfinished text of a service, as its page would show it. */
export function previewService(
  form: ServiceForm,
  variant: Variant,
  text: ServiceTextForm,
  of: PreviewOf,
): ServiceTextView {
  const line = lineReader(of)
  const lines = (sources: readonly string[]) =>
    sources.filter((source) => source.trim() !== '').map(line)
  const words = (source: string) => plainWords(filledIn(source, of)) || null
  return {
    title: words(text.title) ?? '',
    teaser: words(text.teaser) ?? '',
    about: lines(text.about),
    prerequisites: lines(text.prerequisites),
    documents: lines(text.documents),
    steps: lines(text.steps),
    duration: words(text.duration),
    legal: words(text.legal),
    fees: previewFees(form, variant, of),
    links: previewLinks(form.links, variant),
  }
}

/** The facts of a service beside its text. */
export function previewFacts(
  form: ServiceForm,
  known: { slug: string; bookable: boolean; mailbox: ServiceView['mailbox'] },
): ServiceView {
  return {
    ...known,
    department: form.department,
    departmentName: '',
    lifeSituations: form.lifeSituations,
    channels: form.channels,
    minutes: form.minutes,
    extraPersonMinutes: form.extraPersonMinutes || form.minutes,
    popularity: form.popularity,
    offices: [],
    related: [],
    faq: [],
    standing: null,
    texts: {} as ServiceView['texts'],
  }
}

/** The unfinished text of a question, as its page would show it. */
export function previewFaq(
  form: FaqForm,
  variant: Variant,
  text: FaqTextForm,
  of: PreviewOf,
): FaqTextView {
  return {
    question: plainWords(filledIn(text.question, of)),
    short: lineReader(of)(text.short),
    answer: parseText(filledIn(text.answer, of), hrefsOf(of)),
    links: previewLinks(form.links, variant),
  }
}

const hrefsOf =
  ({ tenant }: PreviewOf) =>
  (href: string) =>
    safeHref(href, `/${tenant}/`)

const lineReader = (of: PreviewOf) => (source: string) =>
  parseLine(filledIn(source, of), hrefsOf(of))

function filledIn(text: string, { placeholders }: PreviewOf): string {
  return text.replace(/\{([a-z]+)\}/g, (whole, name: string) => placeholders[name] ?? whole)
}

const inVariant = (words: WordsForm, variant: Variant): string =>
  (variant === 'en' && words.en.trim()) || words.de.trim()

function previewFees(form: ServiceForm, variant: Variant, of: PreviewOf): FeeView[] {
  const content = toContent(form)
  const fees = 'fees' in content ? content.fees : []
  return feesToShow(fees, of.today).map(({ text, legal, validFrom, validTo }) => ({
    line: lineReader(of)((variant === 'en' && text.en) || text.de),
    legal: legal ? plainWords((variant === 'en' && legal.en) || legal.de) : null,
    validFrom: validFrom ?? null,
    validTo: validTo ?? null,
  }))
}

function previewLinks(links: readonly LinkForm[], variant: Variant) {
  return links.map(({ title, url }) => ({ title: inVariant(title, variant), url }))
}

import {
  type Channel,
  type EntryKind,
  type FaqContent,
  type Own,
  type ServiceContent,
  type ServiceText,
  type Variant,
  type Words,
  variants,
} from '#shared/contracts/entries.ts'
import { unwritten } from '#shared/domain/entry-checks.ts'

/** What an editor types: the same as an entry, but every field is there and may be empty. */
export interface WordsForm {
  de: string
  en: string
}

export interface FeeForm {
  text: WordsForm
  legal: WordsForm
  validFrom: string
  validTo: string
}

export interface LinkForm {
  title: WordsForm
  url: string
}

export interface ServiceTextForm {
  title: string
  teaser: string
  about: string[]
  prerequisites: string[]
  documents: string[]
  steps: string[]
  duration: string
  legal: string
}

export interface FaqTextForm {
  question: string
  short: string
  answer: string
}

interface FormOfAll {
  mailbox: string
  lifeSituations: string[]
  popularity: number
  terms: string[]
  related: string[]
  links: LinkForm[]
  review: { checkedOn: string; checkedBy: string; by: string }
}

export interface ServiceForm extends FormOfAll {
  kind: 'service'
  department: string
  channels: Channel[]
  minutes: number
  /** Empty: as many as for the first person. */
  extraPersonMinutes: number | ''
  fees: FeeForm[]
  text: Record<Variant, ServiceTextForm | null>
}

export interface FaqForm extends FormOfAll {
  kind: 'faq'
  services: string[]
  text: Record<Variant, FaqTextForm | null>
}

export type EntryForm = ServiceForm | FaqForm

export const emptyServiceText = (): ServiceTextForm => ({
  title: '',
  teaser: '',
  about: [],
  prerequisites: [],
  documents: [],
  steps: [],
  duration: '',
  legal: '',
})

export const emptyFaqText = (): FaqTextForm => ({ question: '', short: '', answer: '' })

export const emptyFee = (): FeeForm => ({
  text: { de: '', en: '' },
  legal: { de: '', en: '' },
  validFrom: '',
  validTo: '',
})

export const emptyLink = (): LinkForm => ({ title: { de: '', en: '' }, url: '' })

export function isService(content: Own): content is ServiceContent {
  return 'department' in content
}

/** An entry as fields to fill in. */
export function toForm(kind: EntryKind, content: Own): EntryForm {
  const all: FormOfAll = {
    mailbox: content.mailbox,
    lifeSituations: [...content.lifeSituations],
    popularity: content.popularity,
    terms: [...content.terms],
    related: [...(content.related ?? [])],
    links: (content.links ?? []).map(({ title, url }) => ({ title: wordsForm(title), url })),
    review: { ...(content.review ?? { checkedOn: '', checkedBy: '', by: '' }) },
  }
  if (kind === 'service') {
    const service = content as ServiceContent
    return {
      ...all,
      kind,
      department: service.department,
      channels: [...service.channels],
      minutes: service.minutes,
      extraPersonMinutes: service.extraPersonMinutes ?? '',
      fees: service.fees.map(({ text, legal, validFrom, validTo }) => ({
        text: wordsForm(text),
        legal: wordsForm(legal),
        validFrom: validFrom ?? '',
        validTo: validTo ?? '',
      })),
      text: eachVariant((variant) => serviceTextForm(service.text[variant])),
    }
  }
  const faq = content as FaqContent
  return {
    ...all,
    kind,
    services: [...faq.services],
    text: eachVariant((variant) => {
      const text = faq.text[variant]
      return text ? mapValues(text, shown) : null
    }),
  }
}

/** What the fields say, without the empty ones. It need not be complete: the contract judges that. */
export function toContent(form: EntryForm): Own {
  const { checkedOn, checkedBy, by } = form.review
  const all = {
    mailbox: form.mailbox,
    lifeSituations: form.lifeSituations,
    popularity: form.popularity,
    terms: filled(form.terms),
    ...(form.related.length > 0 && { related: form.related }),
    ...(form.links.length > 0 && {
      links: form.links.map(({ title, url }) => ({ title: words(title), url: url.trim() })),
    }),
    ...((checkedOn || checkedBy || by) && { review: { checkedOn, checkedBy, by } }),
  }
  if (form.kind === 'service') {
    const { department, channels, minutes, extraPersonMinutes } = form
    return {
      department,
      ...all,
      channels,
      minutes,
      ...(extraPersonMinutes !== '' && { extraPersonMinutes }),
      fees: form.fees.map((fee) => ({
        text: words(fee.text),
        ...((fee.legal.de.trim() || fee.legal.en.trim()) && { legal: words(fee.legal) }),
        ...(fee.validFrom && { validFrom: fee.validFrom }),
        ...(fee.validTo && { validTo: fee.validTo }),
      })),
      text: withoutMissing(eachVariant((variant) => serviceText(form.text[variant]))),
    } satisfies ServiceContent
  }
  return {
    ...all,
    services: form.services,
    text: withoutMissing(
      eachVariant((variant) => {
        const text = form.text[variant]
        return text && mapValues(text, required)
      }),
    ),
  } satisfies FaqContent
}

/** A line that must be there, but is not yet: drafts may be unfinished. */
const required = (line: string): string => line.trim() || unwritten
const shown = (line: string): string => (line === unwritten ? '' : line)

function wordsForm(words: Words | undefined): WordsForm {
  return { de: shown(words?.de ?? ''), en: words?.en ?? '' }
}

function words({ de, en }: WordsForm): Words {
  return { de: required(de), ...(en.trim() && { en: en.trim() }) }
}

function serviceTextForm(text: ServiceText | undefined): ServiceTextForm | null {
  if (!text) return null
  const { about, prerequisites, documents, steps } = text
  return {
    ...emptyServiceText(),
    ...text,
    title: shown(text.title),
    teaser: shown(text.teaser),
    about: [...about],
    prerequisites: [...prerequisites],
    documents: [...documents],
    steps: [...steps],
  }
}

function serviceText(text: ServiceTextForm | null): ServiceText | null {
  if (!text) return null
  return {
    title: required(text.title),
    teaser: required(text.teaser),
    about: filled(text.about),
    prerequisites: filled(text.prerequisites),
    documents: filled(text.documents),
    steps: filled(text.steps),
    ...(text.duration.trim() && { duration: text.duration.trim() }),
    ...(text.legal.trim() && { legal: text.legal.trim() }),
  }
}

const filled = (lines: readonly string[]): string[] =>
  lines.map((line) => line.trim()).filter((line) => line !== '')

function mapValues<Text extends Record<keyof Text, string>>(
  text: Text,
  change: (line: string) => string,
): Text {
  return Object.fromEntries(
    Object.entries<string>(text).map(([key, line]) => [key, change(line)]),
  ) as Text
}

function eachVariant<Text>(make: (variant: Variant) => Text | null): Record<Variant, Text | null> {
  return { de: make('de'), en: make('en'), 'de-simple': make('de-simple') }
}

function withoutMissing<Text>(texts: Record<Variant, Text | null>): { de: Text } & {
  [Name in Variant]?: Text
} {
  const there = variants.flatMap((variant) =>
    texts[variant] === null ? [] : [[variant, texts[variant]] as const],
  )
  // German is always there: its text cannot be taken out.
  return Object.fromEntries(there) as { de: Text }
}

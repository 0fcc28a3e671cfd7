import { type EntryKind, type Own, type ServiceContent, variants } from '../contracts/entries.ts'
import { type Finding, type FindingCode, findingCodes } from '../contracts/staff-entries.ts'
import { innerPath, safeHref } from '../markdown/links.ts'
import { linksIn } from '../markdown/parse.ts'
import { plainText } from '../markdown/plain-text.ts'
import { feesToShow, isOverdue } from './entry-validity.ts'
import type { IsoDate } from './local-time.ts'
import { readability } from './readability.ts'

/** What there is at a municipality that an entry may name. */
export interface KnownNames {
  departments: ReadonlySet<string>
  mailboxes: ReadonlySet<string>
  lifeSituations: ReadonlySet<string>
  services: ReadonlySet<string>
  faq: ReadonlySet<string>
  placeholders: readonly string[]
  languages: readonly string[]
  /** Whether a path within the municipality leads to a page. */
  hasPage(path: string): boolean
}

/** Ease of reading below which a text is hard: German of everyday, and in plain words. */
const easeWanted = { de: 35, 'de-simple': 55 }

/** Stands where an editor has still to write; nobody publishes it. */
export const unwritten = '…'

/** What is wrong with an entry, or could be better; nothing for one that is ready. */
export function checkEntry(
  kind: EntryKind,
  content: Own,
  known: KnownNames,
  today: IsoDate,
): Finding[] {
  return [
    ...checkReferences(kind, content, known),
    ...textsOf(content).flatMap((text) => checkText(text, known)),
    ...checkLanguages(content, known),
    ...('fees' in content ? checkService(content, today) : []),
    ...checkCare(content, today),
  ]
}

function finding(code: FindingCode, path: string, about: string | null = null): Finding {
  return { code, severity: findingCodes[code], path, about }
}

function checkReferences(kind: EntryKind, content: Own, known: KnownNames): Finding[] {
  const named: [path: string, ids: readonly string[], known: ReadonlySet<string>][] = [
    ['mailbox', [content.mailbox], known.mailboxes],
    ['lifeSituations', content.lifeSituations, known.lifeSituations],
    ['related', content.related ?? [], kind === 'service' ? known.services : known.faq],
    ['services', 'services' in content ? content.services : [], known.services],
    ['department', 'department' in content ? [content.department] : [], known.departments],
  ]
  return named.flatMap(([path, ids, there]) =>
    ids.filter((id) => !there.has(id)).map((id) => finding('unknown-reference', path, id)),
  )
}

interface TextOfEntry {
  path: string
  text: string
}

/** Every text that residents read, by its path. */
function textsOf(content: Own): TextOfEntry[] {
  const below = (value: unknown, path: string): TextOfEntry[] => {
    if (typeof value === 'string') return [{ path, text: value }]
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([key, inner]) => below(inner, `${path}.${key}`))
  }
  return [...below(content.text, 'text'), ...('fees' in content ? below(content.fees, 'fees') : [])]
}

function checkText({ path, text }: TextOfEntry, known: KnownNames): Finding[] {
  const links = linksIn(text).flatMap((href) => {
    if (safeHref(href, '/') === null) return [finding('unsafe-link', path, href)]
    const inner = innerPath(href)
    return inner === null || known.hasPage(inner) ? [] : [finding('broken-link', path, href)]
  })
  const placeholders = [...text.matchAll(/\{([^{}\s]*)\}/g)]
    .filter(([, name = '']) => !known.placeholders.includes(name))
    .map(([whole]) => finding('unknown-placeholder', path, whole))
  const tag = /<\/?[a-z][^@:>]*>/i.exec(text)
  if (text === unwritten) return [finding('unwritten', path)]
  return [...links, ...placeholders, ...(tag ? [finding('raw-html', path, tag[0])] : [])]
}

function checkLanguages(content: Own, known: KnownNames): Finding[] {
  const missing = variants
    .filter((variant) => known.languages.includes(variant) && !content.text[variant])
    .map((variant) => finding('missing-language', `text.${variant}`, variant))
  const hard = (['de', 'de-simple'] as const).flatMap((variant) => {
    const text = content.text[variant]
    if (!text) return []
    const read = 'answer' in text ? [text.short, text.answer] : [text.teaser, ...text.about]
    const ease = readability(read.map(plainText).join('\n'))?.ease ?? Infinity
    return ease < easeWanted[variant] ? [finding('hard-to-read', `text.${variant}`, `${ease}`)] : []
  })
  return [...missing, ...hard]
}

/** A fee of some figure; "kostenfrei" needs neither law nor day. */
const amount = /\d/

function checkService(content: ServiceContent, today: IsoDate): Finding[] {
  const findings: Finding[] = []
  if (content.text.de.documents.length === 0) {
    findings.push(finding('missing-documents', 'text.de.documents'))
  }
  if (content.fees.length === 0) findings.push(finding('missing-fees', 'fees'))
  else if (feesToShow(content.fees, today).length === 0) {
    findings.push(finding('fees-expired', 'fees'))
  }
  content.fees.forEach((fee, index) => {
    if (!amount.test(fee.text.de)) return
    if (!fee.legal) findings.push(finding('fee-without-legal-basis', `fees.${index}.legal`))
    if (!fee.validFrom && !fee.validTo) {
      findings.push(finding('fee-without-validity', `fees.${index}.validFrom`))
    }
  })
  return findings
}

function checkCare({ terms, review }: Own, today: IsoDate): Finding[] {
  return [
    ...(terms.length === 0 ? [finding('missing-terms', 'terms')] : []),
    ...(review ? [] : [finding('missing-review', 'review')]),
    ...(isOverdue(review, today) ? [finding('review-overdue', 'review.by', review!.by)] : []),
  ]
}

import * as v from 'valibot'
import type { TenantFile } from '#server/tenants/tenant-file.schema.ts'
import {
  type EntryKind,
  FaqContent,
  type Own,
  type Reused,
  ServiceContent,
  isReused,
  variants,
} from '#shared/contracts/entries.ts'

export type Service = ServiceContent & { id: string }
export type FaqEntry = FaqContent & { id: string }

/** A municipality's file with every entry as residents read it. */
export interface ResolvedFile extends Omit<TenantFile, 'services' | 'faq'> {
  services: Service[]
  faq: FaqEntry[]
}

/** What other municipalities say, for those who take it over; undefined where they say nothing. */
export type FindSource = <Kind extends EntryKind>(
  kind: Kind,
  from: string,
  id: string,
) => Own<Kind> | undefined

/**
 * Lays overrides over what is taken over, drops what it names and this municipality does not have,
 * and fills in the placeholders. Entries whose source is nowhere are left out.
 */
export function resolveFile(file: TenantFile, findSource: FindSource): ResolvedFile {
  const { localise, fill } = resolverOf(file)
  return {
    ...file,
    services: file.services.flatMap((entry) => {
      const content = isReused(entry)
        ? mergedWith('service', findSource('service', entry.from, entry.id), entry.override)
        : entry
      return content ? [{ ...fill(localise(content)), id: entry.id }] : []
    }),
    faq: file.faq.flatMap((entry) => {
      const content = isReused(entry)
        ? mergedWith('faq', findSource('faq', entry.from, entry.id), entry.override)
        : entry
      return content ? [{ ...fill(localise(content)), id: entry.id }] : []
    }),
  }
}

type Surroundings = Pick<TenantFile, 'tenant' | 'departments' | 'mailboxes' | 'lifeSituations'> & {
  services: readonly { id: string; mailbox?: string }[]
  faq: readonly { id: string }[]
}

/** Makes an entry this municipality's own. */
export function resolverOf(file: Surroundings) {
  const services = new Map(file.services.map((service) => [service.id, service]))
  const faq = new Set(file.faq.map(({ id }) => id))
  const mailboxes = new Map(file.mailboxes.map((mailbox) => [mailbox.id, mailbox]))
  const departments = new Set(file.departments.map(({ id }) => id))
  const lifeSituations = new Set(file.lifeSituations.map(({ id }) => id))
  const { name, phone, generalMailbox } = file.tenant

  /** Leaves only names that there are here, and finds a mailbox that answers. */
  function localise<Content extends ServiceContent | FaqContent>(content: Content): Content {
    const ofServices = 'services' in content ? content.services : []
    const mailbox =
      [content.mailbox, ...ofServices.map((id) => services.get(id)?.mailbox)].find(
        (id) => id !== undefined && mailboxes.has(id),
      ) ?? generalMailbox
    const alike = 'department' in content ? services : faq
    return {
      ...content,
      mailbox,
      lifeSituations: content.lifeSituations.filter((id) => lifeSituations.has(id)),
      ...(content.related && { related: content.related.filter((id) => alike.has(id)) }),
      ...('department' in content
        ? {
            department: departments.has(content.department)
              ? content.department
              : mailboxes.get(mailbox)!.department,
          }
        : { services: ofServices.filter((id) => services.has(id)) }),
    }
  }

  /** Puts the municipality's words in place of the braces, as Markdown. */
  function fill<Content extends ServiceContent | FaqContent>(content: Content): Content {
    return withWords(content, {
      kommune: name,
      telefon: `[${phone}](tel:${phone.replace(/[^\d+]/g, '')})`,
      postfach: `<${(mailboxes.get(content.mailbox) ?? mailboxes.get(generalMailbox)!).address}>`,
    } satisfies Record<(typeof placeholders)[number], string>)
  }

  return { localise, fill }
}

const contents = { service: ServiceContent, faq: FaqContent }

/** Overrides laid over what is taken over; null if that is nowhere. */
export function mergedWith<Kind extends EntryKind>(
  kind: Kind,
  source: Own<Kind> | undefined,
  override: Reused<Kind>['override'],
): Own<Kind> | null {
  if (!source) return null
  const texts: Record<string, object | undefined> = source.text
  const changes: Record<string, object | undefined> = override?.text ?? {}
  const merge = (names: readonly string[]) => ({
    ...source,
    ...override,
    text: Object.fromEntries(
      names.flatMap((name) => {
        const text = { ...texts[name], ...changes[name] }
        return Object.keys(text).length > 0 ? [[name, text]] : []
      }),
    ),
  })
  const whole = v.safeParse(contents[kind], merge(variants))
  // A language that only the override has, and that is not complete, is none.
  const parsed = whole.success ? whole : v.safeParse(contents[kind], merge(Object.keys(texts)))
  return parsed.success ? (parsed.output as Own<Kind>) : null
}

/** The same with every `{name}` of these in every text. */
function withWords<Value>(value: Value, words: Record<string, string>): Value {
  const fill = (part: unknown): unknown => {
    if (typeof part === 'string') {
      if (!part.includes('{')) return part
      return part.replace(/\{([a-z]+)\}/g, (whole, name: string) => words[name] ?? whole)
    }
    if (Array.isArray(part)) return part.map(fill)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, fill(inner)]))
  }
  return fill(value) as Value
}

/** Names that may stand in braces in a text. */
export const placeholders = ['kommune', 'telefon', 'postfach'] as const

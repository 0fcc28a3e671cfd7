import type { ConfigurationChangeInput } from '#shared/contracts/configuration.ts'
import { type OpeningRule, type Weekday, weekdays } from '#shared/contracts/office-configuration.ts'
import { formatWallTime, parseWallTime } from '#shared/domain/local-time.ts'

/** A rule as the form holds it: every field is there, empty where it says nothing. */
export interface RuleDraft {
  /** Only of the form; it stays with the rule when others come and go. */
  key: number
  days: Weekday[]
  /** `''`: every week; `1` to `5`: only the n-th such day of a month. */
  weekOfMonth: string
  from: string
  to: string
  counters: number | null
  reserve: number | null
  validFrom: string
  validTo: string
}

let keys = 0

export function ruleDraft(rule: OpeningRule): RuleDraft {
  keys += 1
  return {
    key: keys,
    days: [...rule.days],
    weekOfMonth: rule.weekOfMonth ? String(rule.weekOfMonth) : '',
    from: rule.from,
    to: rule.to,
    counters: rule.counters,
    reserve: rule.reserve,
    validFrom: rule.validFrom ?? '',
    validTo: rule.validTo ?? '',
  }
}

/** A morning, to begin with. */
export function newRule(days: Weekday[], from = '08:00', to = '12:00'): RuleDraft {
  return ruleDraft({ days, from, to, counters: 1, reserve: 0 })
}

export function openingChange(id: string, rules: readonly RuleDraft[]): ConfigurationChangeInput {
  return {
    subject: 'opening',
    id,
    opening: rules.map((rule) => ({
      days: weekdays.filter((day) => rule.days.includes(day)),
      ...(rule.weekOfMonth && { weekOfMonth: Number(rule.weekOfMonth) }),
      from: rule.from.slice(0, 5),
      to: rule.to.slice(0, 5),
      // What is no number is for the schema to refuse.
      counters: rule.counters as number,
      reserve: rule.reserve ?? 0,
      ...(rule.validFrom && { validFrom: rule.validFrom }),
      ...(rule.validTo && { validTo: rule.validTo }),
    })),
  }
}

/** Minutes between two places that a rule can be moved to. */
export const stepMinutes = 15
const lastMinute = 24 * 60 - 1

/** Minutes of a rule, or null while its times are being typed. */
export function spanOf({ from, to }: RuleDraft): { from: number; to: number } | null {
  if (![from, to].every((text) => /^\d\d:\d\d/.test(text))) return null
  const [start, end] = [parseWallTime(from), parseWallTime(to)]
  return start < end ? { from: start, to: end } : null
}

function withSpan(rule: RuleDraft, from: number, to: number): RuleDraft {
  return { ...rule, from: formatWallTime(from), to: formatWallTime(to) }
}

/** Earlier or later by so many minutes, as long as it is; it stays within the day. */
export function moved(rule: RuleDraft, minutes: number): RuleDraft {
  const span = spanOf(rule)
  if (!span) return rule
  const by = Math.max(-span.from, Math.min(minutes, lastMinute - span.to))
  return withSpan(rule, span.from + by, span.to + by)
}

/** Longer or shorter at one of its ends, never shorter than a step. */
export function resized(rule: RuleDraft, minutes: number, end: 'from' | 'to' = 'to'): RuleDraft {
  const span = spanOf(rule)
  if (!span) return rule
  if (end === 'from') {
    const from = Math.max(0, Math.min(span.from + minutes, span.to - stepMinutes))
    return withSpan(rule, from, span.to)
  }
  const to = Math.min(lastMinute, Math.max(span.to + minutes, span.from + stepMinutes))
  return withSpan(rule, span.from, to)
}

/** On other days: all of them one further, if each stays within the week. */
export function shifted(rule: RuleDraft, by: 1 | -1): RuleDraft {
  const places = rule.days.map((day) => weekdays.indexOf(day) + by)
  if (places.some((place) => place < 0 || place >= weekdays.length)) return rule
  return { ...rule, days: places.map((place) => weekdays[place]!) }
}

/** On one day more behind its last, or one less. */
export function stretched(rule: RuleDraft, by: 1 | -1): RuleDraft {
  const places = rule.days.map((day) => weekdays.indexOf(day)).sort((a, b) => a - b)
  const last = places.at(-1) ?? -1
  if (by === 1) {
    return last + 1 < weekdays.length
      ? { ...rule, days: [...places, last + 1].map((place) => weekdays[place]!) }
      : rule
  }
  return places.length > 1
    ? { ...rule, days: places.slice(0, -1).map((place) => weekdays[place]!) }
    : rule
}

/** Whether a rule says nothing about any day from `today` on. */
export function isOver(rule: RuleDraft, today: string): boolean {
  return rule.validTo !== '' && rule.validTo < today
}

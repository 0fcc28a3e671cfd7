import * as v from 'valibot'
import { Instant } from './fields.ts'

/** Who works at the mailboxes, and how the mailboxes do. */

const Id = v.pipe(v.string('required'), v.regex(/^[\w-]{1,80}$/, 'unknown-value'))
const Person = v.object({ id: v.string(), name: v.string() })

/** Who shares which mailbox; admins change it. */
export const MailboxTeams = v.object({
  mailboxes: v.array(
    v.object({
      slug: v.string(),
      name: v.string(),
      department: v.string(),
      members: v.array(Person),
      deputies: v.array(Person),
    }),
  ),
  /** Caseworkers and agents, who can be in a team. */
  people: v.array(Person),
})
export type MailboxTeams = v.InferOutput<typeof MailboxTeams>
const ids = v.pipe(v.array(Id), v.maxLength(200, 'out-of-range'))
export const ChangeTeam = v.strictObject({ members: ids, deputies: ids })
export type ChangeTeam = v.InferOutput<typeof ChangeTeam>

/** How the mailboxes do. */
export const MailboxHealth = v.object({
  mailboxes: v.array(
    v.object({
      slug: v.string(),
      name: v.string(),
      address: v.string(),
      work: v.picklist(['here', 'mail', 'both']),
      /** Nobody has access here. */
      hasTeam: v.boolean(),
      open: v.number(),
      overdue: v.number(),
      /** Since when the oldest unanswered one waits. */
      oldestUnanswered: v.nullable(Instant),
      /** Days without any step, though something is unanswered; null: not silent. */
      silentDays: v.nullable(v.number()),
      /** When mail to its address last came back, and with which code. */
      bouncedAt: v.nullable(Instant),
      bounceCode: v.nullable(v.string()),
      state: v.picklist(['well', 'silent', 'bounces', 'nobody']),
    }),
  ),
})
export type MailboxHealth = v.InferOutput<typeof MailboxHealth>

export const RoutingFiguresQuery = v.strictObject({
  /** Months back, this one included. */
  months: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,2}$/, 'out-of-range'),
      v.transform(Number),
      v.minValue(1, 'out-of-range'),
      v.maxValue(24, 'out-of-range'),
    ),
    '3',
  ),
})
/** Share that reached the right mailbox at the first attempt: counts only, no words of anybody. */
export const RoutingFigures = v.object({
  total: v.number(),
  first: v.number(),
  topics: v.array(
    v.object({
      /** Topic, else service; null: neither was chosen. */
      slug: v.nullable(v.string()),
      name: v.nullable(v.string()),
      total: v.number(),
      first: v.number(),
      /** Where those went that came to the wrong mailbox, the most frequent first. */
      corrections: v.array(v.object({ from: v.string(), to: v.string(), count: v.number() })),
    }),
  ),
})
export type RoutingFigures = v.InferOutput<typeof RoutingFigures>

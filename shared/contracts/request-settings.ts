import * as v from 'valibot'
import { MailboxId, Words } from './entries.ts'
import { EmailAddress, Slug, WallTime } from './fields.ts'
import { Weekday } from './office-configuration.ts'

/** How requests are taken in and worked on, as a municipality's configuration describes it. */

const within = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

/** When a team is there; what is not in it is no service time. */
export const ServiceHours = v.strictObject({
  days: v.pipe(v.array(Weekday), v.minLength(1)),
  from: WallTime,
  to: WallTime,
})
export type ServiceHours = v.InferOutput<typeof ServiceHours>

/** The promise to call back inside a window that the resident chooses. */
export const CallbackRule = v.strictObject({
  /** Length of a window in minutes; windows begin with the service hours. */
  minutes: v.optional(within(15, 240), 60),
  /** Calls that the team can make in one window; 0: it promises none. */
  calls: v.optional(within(0, 50), 2),
  /** The shortest time between the promise and its window. */
  leadMinutes: v.optional(within(0, 2880), 120),
  /** How many days ahead windows are offered. */
  horizonDays: v.optional(within(1, 30), 7),
})
export type CallbackRule = v.InferOutput<typeof CallbackRule>

/** Where a team works on its requests. */
export const workplaces = ['here', 'mail', 'both'] as const

const teamRules = {
  hours: v.optional(v.array(ServiceHours), [
    { days: ['mon', 'tue', 'wed', 'thu'], from: '08:00', to: '16:00' },
    { days: ['fri'], from: '08:00', to: '12:30' },
  ]),
  /** Service hours within which somebody has an answer. */
  dueHours: v.optional(within(1, 400), 24),
  callbacks: v.optional(CallbackRule, {}),
  /**
   * `mail`: in its own mail program, so that each request is mailed to its address in full; `here`:
   * in Rathauslotse alone; `both`.
   */
  work: v.optional(v.picklist(workplaces), 'both'),
}

/** One mailbox whose team is there at other times or works otherwise than the rest. */
const Team = v.strictObject({
  mailbox: MailboxId,
  hours: v.optional(v.array(ServiceHours)),
  dueHours: v.optional(within(1, 400)),
  callbacks: v.optional(CallbackRule),
  work: v.optional(v.picklist(workplaces)),
})

export const fieldTypes = ['text', 'longtext', 'date', 'place', 'choice', 'file'] as const
export const FieldType = v.picklist(fieldTypes)
export type FieldType = v.InferOutput<typeof FieldType>

/** What a topic asks for besides the matter itself. */
export const TopicField = v.strictObject({
  id: Slug,
  type: FieldType,
  label: Words,
  hint: v.optional(Words),
  required: v.optional(v.boolean(), false),
  /** With `choice`: what there is to choose from. */
  choices: v.optional(v.pipe(v.array(v.strictObject({ id: Slug, name: Words })), v.maxLength(20))),
})
export type TopicField = v.InferOutput<typeof TopicField>

/** A matter that people often write about, and what has to be known to work on it. */
export const Topic = v.strictObject({
  id: Slug,
  name: Words,
  hint: v.optional(Words),
  /** Who has it. */
  mailbox: MailboxId,
  /** The service that it is about, if there is one. */
  service: v.optional(Slug),
  /** Everyday words for it. */
  terms: v.optional(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))), []),
  fields: v.optional(v.pipe(v.array(TopicField), v.maxLength(12)), []),
})
export type Topic = v.InferOutput<typeof Topic>

/** Room for what a signed address adds (RFC 5321 allows 64 letters before the @). */
const ReadAddress = v.pipe(
  EmailAddress,
  v.check((address) => address.lastIndexOf('@') <= 21, 'too-long'),
  v.check((address) => !address.includes('+'), 'invalid'),
)

export const RequestSettings = v.strictObject({
  ...teamRules,
  /** What differs for single mailboxes. */
  teams: v.optional(v.array(Team), []),
  topics: v.optional(v.array(Topic), []),
  /** The address whose mail Rathauslotse reads: answers go to it, with a signature behind a plus. */
  replyTo: v.optional(ReadAddress),
  /** Days after closing when matter and person are erased. */
  retentionDays: v.optional(within(1, 365), 90),
  /** Days without any step after which a mailbox counts as silent. */
  silenceDays: v.optional(within(1, 60), 5),
  /** How often a closed request can be opened again. */
  reopenLimit: v.optional(within(0, 20), 3),
})
export type RequestSettings = v.InferOutput<typeof RequestSettings>

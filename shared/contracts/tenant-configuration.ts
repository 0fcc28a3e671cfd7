import * as v from 'valibot'
import { darkGround, isReadableOn, lightGround } from '#shared/domain/contrast.ts'
import { MailboxId, Words } from './entries.ts'
import { EmailAddress, IsoDate, Slug } from './fields.ts'
import { Text, WordList } from './words.ts'

/** A municipality as a whole, as its configuration describes it: its file and the forms that change it. */

const hexColour = /^#[0-9a-f]{6}$/

const colourOn = (ground: string) =>
  v.pipe(
    v.string(),
    v.regex(hexColour),
    // What is no colour at all has been said to be none.
    v.check(
      (colour) => !hexColour.test(colour) || isReadableOn(colour, ground),
      'contrast-too-low',
    ),
  )

export const Colours = v.strictObject({
  /** On light ground; at least 4.5:1 against white. */
  primary: colourOn(lightGround),
  /** On dark ground; at least 4.5:1 against #1a1a1a. */
  primaryDark: colourOn(darkGround),
})

/** What an administrator may change of the municipality itself. */
export const TenantSettings = v.strictObject({
  name: Text,
  /** As it stands in the head: "Stadt Musterstadt". */
  officialName: Text,
  phone: Text,
  /** When somebody answers the phone. */
  phoneHours: Words,
  website: Text,
  /** The mailbox for everything that fits nowhere else. */
  generalMailbox: MailboxId,
  colours: Colours,
  /** Greeting on the start page: one sentence. */
  welcome: Words,
  imprint: WordList,
  privacy: WordList,
  accessibility: WordList,
  /** When the statement on accessibility was last looked over: once a year it must be. */
  accessibilityCheckedOn: v.optional(IsoDate),
})
export type TenantSettings = v.InferOutput<typeof TenantSettings>

const within = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

const limits = {
  holdMinutes: within(5, 1440),
  /** Live appointments per mail address and service. */
  livePerAddress: within(1, 50),
  /** Holds per mail address and hour. */
  holdsPerHour: within(1, 100),
  /** A cancelled place returns at a random minute of this window. */
  returnWindowMinutes: within(0, 1440),
  /** Days after the visit when names and addresses are erased. */
  retentionDays: within(0, 30),
  /** Persons in one booking. */
  maxPersons: within(1, 20),
  /** How long a place is held for somebody whose appointment falls away. */
  replacementHours: within(1, 336),
}

export const AppointmentLimits = v.strictObject({
  holdMinutes: v.optional(limits.holdMinutes, 60),
  livePerAddress: v.optional(limits.livePerAddress, 2),
  holdsPerHour: v.optional(limits.holdsPerHour, 5),
  returnWindowMinutes: v.optional(limits.returnWindowMinutes, 15),
  retentionDays: v.optional(limits.retentionDays, 2),
  maxPersons: v.optional(limits.maxPersons, 6),
  replacementHours: v.optional(limits.replacementHours, 48),
})
export type AppointmentLimits = v.InferOutput<typeof AppointmentLimits>

/** Some of them: what is left out stays as it is. */
export const SomeLimits = v.partial(v.strictObject(limits))

export const MailboxDetails = v.strictObject({
  name: Words,
  address: EmailAddress,
  department: Slug,
})
export type MailboxDetails = v.InferOutput<typeof MailboxDetails>

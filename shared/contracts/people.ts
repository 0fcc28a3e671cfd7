import * as v from 'valibot'
import { EmailAddress, Language, PersonName } from './fields.ts'
import { Role } from './staff.ts'

/** The roles of somebody at one municipality, each once. */
const Roles = v.pipe(
  v.array(Role, 'invalid'),
  v.transform((roles) => [...new Set(roles)].sort()),
)

/** Somebody who works at a municipality, as its admins see them. */
export const Person = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  /** At this municipality; what they are elsewhere is nobody's business here. */
  roles: v.array(Role),
  /** `invited`: has not chosen a password yet. */
  state: v.picklist(['invited', 'active', 'disabled']),
  hasSecondFactor: v.boolean(),
  /** False for who works where this admin does not decide: their access as a whole is not theirs. */
  mayDisable: v.boolean(),
})
export type Person = v.InferOutput<typeof Person>

export const People = v.object({ people: v.array(Person) })
export type People = v.InferOutput<typeof People>

export const InvitePerson = v.strictObject({
  name: PersonName,
  email: v.pipe(EmailAddress, v.toLowerCase()),
  roles: v.pipe(Roles, v.minLength(1, 'required')),
  /** The language of the mail. */
  lang: Language,
})
export type InvitePerson = v.InferOutput<typeof InvitePerson>

export const ChangeRoles = v.strictObject({
  /** None: the person works here no longer. */
  roles: Roles,
})
export type ChangeRoles = v.InferOutput<typeof ChangeRoles>

export const ResendInvitation = v.strictObject({ lang: Language })
export type ResendInvitation = v.InferOutput<typeof ResendInvitation>

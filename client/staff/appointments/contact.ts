import * as v from 'valibot'
import type { ContactErrors, ContactField } from '#client/citizen/appointments/contact-errors.ts'
import { isFieldErrorCode } from '#client/lib/error-words.ts'
import { BookForSomebody } from '#shared/contracts/staff-booking.ts'

/** What somebody says of themselves at the desk or on the phone. */
export interface Contact {
  name: string
  email: string
  phone: string
  lang: string
}

export const emptyContact = (): Contact => ({ name: '', email: '', phone: '', lang: 'de' })

const Said = v.pick(BookForSomebody, ['name', 'email', 'phone', 'lang'])
const fields: readonly ContactField[] = ['name', 'email', 'phone']

/** What is wrong with it, by field, judged by the schema that the server uses. */
export function contactErrors(contact: Contact): ContactErrors {
  const errors: ContactErrors = {}
  for (const { path, message } of v.safeParse(Said, contact).issues ?? []) {
    const field = fields.find((known) => known === path?.[0]?.key)
    if (field) errors[field] ??= isFieldErrorCode(message) ? message : 'invalid'
  }
  return errors
}

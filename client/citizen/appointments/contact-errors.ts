import * as v from 'valibot'
import { ContactDetails } from '#shared/contracts/appointments.ts'
import { EmailAddress, type FieldErrorCode } from '#shared/contracts/fields.ts'
import { isFieldErrorCode } from '#client/lib/error-words.ts'

export const contactFields = ['name', 'email', 'phone'] as const
export type ContactField = (typeof contactFields)[number]
export type ContactErrors = Partial<Record<ContactField, FieldErrorCode>>

const codeOf = (message: string): FieldErrorCode =>
  isFieldErrorCode(message) ? message : 'invalid'

/** What is wrong with the details, by field, judged by the schema that the server uses. */
export function contactErrors(contact: Record<ContactField, string>): ContactErrors {
  const result = v.safeParse(ContactDetails, contact)
  const errors: ContactErrors = {}
  for (const { path, message } of result.issues ?? []) {
    const field = contactFields.find((known) => known === path?.[0]?.key)
    if (field) errors[field] ??= codeOf(message)
  }
  return errors
}

/** The same from the server's answer; fields of other pages are left out. */
export function contactErrorsOf(fields: Record<string, FieldErrorCode>): ContactErrors {
  return Object.fromEntries(
    contactFields.flatMap((field) => (fields[field] ? [[field, fields[field]]] : [])),
  )
}

/** What is wrong with a mail address; null if nothing. */
export function emailError(address: string): FieldErrorCode | null {
  const result = v.safeParse(EmailAddress, address)
  return result.success ? null : codeOf(result.issues[0].message)
}

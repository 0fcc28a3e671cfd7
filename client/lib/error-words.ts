import type { ErrorCode } from '#shared/contracts/error-codes.ts'
import type { FieldErrorCode } from '#shared/contracts/fields.ts'
import type { ApiError } from './api.ts'

/** Where the words of each error stand in `client/i18n`. A code without words does not compile. */
export const errorWords = {
  'bad-request': 'errors.code.bad-request',
  'invalid-input': 'errors.code.invalid-input',
  'unknown-tenant': 'errors.code.unknown-tenant',
  'not-found': 'errors.code.not-found',
  'method-not-allowed': 'errors.code.method-not-allowed',
  'unsupported-media-type': 'errors.code.unsupported-media-type',
  'foreign-origin': 'errors.code.foreign-origin',
  'body-too-large': 'errors.code.body-too-large',
  'file-type-refused': 'errors.code.file-type-refused',
  'file-refused': 'errors.code.file-refused',
  'too-many-requests': 'errors.code.too-many-requests',
  'proof-required': 'errors.code.proof-required',
  'slot-taken': 'errors.code.slot-taken',
  'window-taken': 'errors.code.window-taken',
  'reopen-limit': 'errors.code.reopen-limit',
  'limit-reached': 'errors.code.limit-reached',
  'not-bookable': 'errors.code.not-bookable',
  'link-invalid': 'errors.code.link-invalid',
  'link-expired': 'errors.code.link-expired',
  'link-cancelled': 'errors.code.link-cancelled',
  'link-past': 'errors.code.link-past',
  'state-conflict': 'errors.code.state-conflict',
  'no-walk-ins': 'errors.code.no-walk-ins',
  'second-person-needed': 'errors.code.second-person-needed',
  'sign-in-required': 'errors.code.sign-in-required',
  'sign-in-failed': 'errors.code.sign-in-failed',
  'code-wrong': 'errors.code.code-wrong',
  'password-wrong': 'errors.code.password-wrong',
  'passkey-failed': 'errors.code.passkey-failed',
  'session-locked': 'errors.code.session-locked',
  'last-admin': 'errors.code.last-admin',
  forbidden: 'errors.code.forbidden',
  'idempotency-key-reused': 'errors.code.idempotency-key-reused',
  'request-in-flight': 'errors.code.request-in-flight',
  'config-changed': 'errors.code.config-changed',
  'in-use': 'errors.code.in-use',
  'consequences-changed': 'errors.code.consequences-changed',
  unavailable: 'errors.code.unavailable',
  internal: 'errors.code.internal',
  offline: 'errors.code.offline',
} satisfies { [Code in ErrorCode | 'offline']: `errors.code.${Code}` }

export const fieldErrorWords = {
  required: 'errors.field.required',
  invalid: 'errors.field.invalid',
  'too-short': 'errors.field.too-short',
  'too-long': 'errors.field.too-long',
  'too-simple': 'errors.field.too-simple',
  'out-of-range': 'errors.field.out-of-range',
  'email-invalid': 'errors.field.email-invalid',
  'phone-invalid': 'errors.field.phone-invalid',
  'date-invalid': 'errors.field.date-invalid',
  'time-invalid': 'errors.field.time-invalid',
  'unknown-key': 'errors.field.unknown-key',
  'unknown-value': 'errors.field.unknown-value',
  taken: 'errors.field.taken',
  'not-unique': 'errors.field.not-unique',
  'not-later': 'errors.field.not-later',
  'no-minutes': 'errors.field.no-minutes',
  'contrast-too-low': 'errors.field.contrast-too-low',
} satisfies { [Code in FieldErrorCode]: `errors.field.${Code}` }

export const isFieldErrorCode = (code: string): code is FieldErrorCode => code in fieldErrorWords

/** Errors that a second try may cure without the person changing anything. */
export const isPassing = (error: ApiError): boolean =>
  ['offline', 'unavailable', 'internal', 'request-in-flight', 'too-many-requests'].includes(
    error.code,
  )

import type { ErrorBody } from '#shared/contracts/errors.ts'
import type { ErrorCode } from '#shared/contracts/error-codes.ts'

/** The one table of codes and their HTTP status. */
export const statusOf = {
  'bad-request': 400,
  'invalid-input': 422,
  'unknown-tenant': 404,
  'not-found': 404,
  'method-not-allowed': 405,
  'unsupported-media-type': 415,
  'foreign-origin': 403,
  'body-too-large': 413,
  'file-type-refused': 415,
  'file-refused': 422,
  'too-many-requests': 429,
  'proof-required': 403,
  'slot-taken': 409,
  'window-taken': 409,
  'reopen-limit': 409,
  'limit-reached': 409,
  'not-bookable': 422,
  'link-invalid': 404,
  'link-expired': 410,
  'link-cancelled': 410,
  'link-past': 410,
  'state-conflict': 409,
  'no-walk-ins': 409,
  'second-person-needed': 409,
  'sign-in-required': 401,
  'sign-in-failed': 401,
  'code-wrong': 401,
  'password-wrong': 403,
  'passkey-failed': 401,
  'session-locked': 423,
  'last-admin': 409,
  forbidden: 403,
  'idempotency-key-reused': 422,
  'request-in-flight': 409,
  'config-changed': 409,
  'in-use': 409,
  'consequences-changed': 409,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<ErrorCode, number>

/** For developers who read an answer; screens have words of their own. */
const messages: Record<ErrorCode, string> = {
  'bad-request': 'The body is not valid JSON.',
  'invalid-input': 'Some fields are not valid; see fields.',
  'unknown-tenant': 'There is no municipality of this name.',
  'not-found': 'There is nothing here.',
  'method-not-allowed': 'This path does not take this method.',
  'unsupported-media-type': 'The body must be sent as application/json.',
  'foreign-origin': 'The request comes from another origin.',
  'body-too-large': 'The body is larger than 64 KiB, a file larger than 10 MiB.',
  'file-type-refused': 'Only JPEG, PNG, WebP and PDF are taken; the content tells.',
  'file-refused': 'The file is broken, too large to be drawn, locked, or more than pages.',
  'too-many-requests': 'Too many requests; see Retry-After.',
  'proof-required': 'Solve the challenge and send it as proof.',
  'slot-taken': 'This place is no longer free; see alternatives.',
  'window-taken': 'No call can be promised in this window any more.',
  'reopen-limit': 'It has been opened again as often as it may be.',
  'limit-reached': 'This address has as many appointments or requests as it may have.',
  'not-bookable': 'These services cannot be booked together at this office.',
  'link-invalid': 'This link is not valid.',
  'link-expired': 'It was not confirmed in time.',
  'link-cancelled': 'The appointment was cancelled.',
  'link-past': 'The day of the appointment is over.',
  'state-conflict': 'Its state does not allow this.',
  'no-walk-ins': 'No numbers are handed out here now.',
  'second-person-needed': 'Somebody else has to approve this.',
  'sign-in-required': 'Sign in first.',
  'sign-in-failed': 'E-mail address or password is wrong.',
  'code-wrong': 'The code is wrong, used or too old.',
  'password-wrong': 'The password is wrong.',
  'passkey-failed': 'This passkey is not known here, or did not check who uses it.',
  'session-locked': 'Unlock the session first.',
  'last-admin': 'Nobody would be left to administer the municipality.',
  forbidden: 'You may not do this.',
  'idempotency-key-reused': 'This Idempotency-Key was used with another body.',
  'request-in-flight': 'A request with this Idempotency-Key is being worked on.',
  'config-changed': 'The configuration has another revision by now; read it again.',
  'in-use': 'Something else still needs it; see usedBy.',
  'consequences-changed':
    'The change concerns other people than were acknowledged; preview it again.',
  unavailable: 'The service is not available right now; see Retry-After.',
  internal: 'Something went wrong on our side.',
}

type Details = Omit<ErrorBody['error'], 'code' | 'message'>

/** A failure that the caller is told about, by a code of the closed list. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Details

  constructor(code: ErrorCode, details: Details = {}) {
    super(messages[code])
    this.code = code
    this.details = details
  }

  get status() {
    return statusOf[this.code]
  }

  toBody(): ErrorBody {
    return { error: { code: this.code, message: this.message, ...this.details } }
  }
}

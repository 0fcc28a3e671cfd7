/** Every error the API can answer with. A code without a status or without words does not compile. */
export const errorCodes = [
  'bad-request',
  'invalid-input',
  'unknown-tenant',
  'not-found',
  'method-not-allowed',
  'unsupported-media-type',
  'foreign-origin',
  'body-too-large',
  'too-many-requests',
  'proof-required',
  'slot-taken',
  'limit-reached',
  'not-bookable',
  'link-invalid',
  'link-expired',
  'link-cancelled',
  'link-past',
  'state-conflict',
  'sign-in-required',
  'forbidden',
  'idempotency-key-reused',
  'request-in-flight',
  'unavailable',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

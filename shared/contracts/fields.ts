import * as v from 'valibot'

/** What can be wrong with one field. The client has words for each in every language. */
export const fieldErrorCodes = [
  'required',
  'invalid',
  'too-short',
  'too-long',
  'too-simple',
  'out-of-range',
  'email-invalid',
  'phone-invalid',
  'date-invalid',
  'time-invalid',
  'unknown-key',
  'unknown-value',
  'taken',
] as const
export type FieldErrorCode = (typeof fieldErrorCodes)[number]

/** `2026-11-23`: a day of the calendar that exists. */
export const IsoDate = v.pipe(
  v.string('date-invalid'),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, 'date-invalid'),
  v.check((text) => {
    const date = new Date(`${text}T00:00:00Z`)
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  }, 'date-invalid'),
)
export type IsoDate = v.InferOutput<typeof IsoDate>

/** `08:05`: wall time in the tenant's zone. */
export const WallTime = v.pipe(
  v.string('time-invalid'),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time-invalid'),
)
export type WallTime = v.InferOutput<typeof WallTime>

/** `2026-11-23T07:00:00.000Z`: an instant, always written so; text sorts as time. */
export const Instant = v.pipe(
  v.string('time-invalid'),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'time-invalid'),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'time-invalid'),
)

/** A name in an address bar: lower-case letters, digits, single hyphens. */
export const Slug = v.pipe(
  v.string('invalid'),
  v.maxLength(80, 'too-long'),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'invalid'),
)
export type Slug = v.InferOutput<typeof Slug>

export const languages = ['de', 'en'] as const
export const Language = v.picklist(languages, 'unknown-value')
export type Language = v.InferOutput<typeof Language>

/** Letters as people count them: a sign that stands above or below another one is part of it. */
function countLetters(text: string): number {
  return text.replace(/\p{M}/gu, '').length
}

/**
 * A name as people have them (DIN SPEC 91379): any letters, one or a hundred.
 * Control characters are refused: they have no place in a name and forge mail headers.
 */
export const PersonName = v.pipe(
  v.string('required'),
  v.transform((text) => text.normalize('NFC').trim()),
  v.minLength(1, 'required'),
  v.check((name) => countLetters(name) <= 100, 'too-long'),
  v.regex(/^[^\p{Cc}\p{Zl}\p{Zp}<>]+$/u, 'invalid'),
)

/** A mail address a resident types; umlaut domains are allowed, display names are not. */
export const EmailAddress = v.pipe(
  v.string('required'),
  v.transform((text) => text.normalize('NFC').trim()),
  v.minLength(1, 'required'),
  v.maxLength(254, 'too-long'),
  v.regex(
    /^[^\s@,;:<>()[\]\\"\p{Cc}]+@[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u,
    'email-invalid',
  ),
)

/** A phone number as people write it; six digits at least. */
export const PhoneNumber = v.pipe(
  v.string('phone-invalid'),
  v.transform((text) => text.trim()),
  v.maxLength(40, 'too-long'),
  v.regex(/^\+?[\d ()/.-]+$/, 'phone-invalid'),
  v.check((text) => text.replace(/\D/g, '').length >= 6, 'phone-invalid'),
)

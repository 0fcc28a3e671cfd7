import * as v from 'valibot'
import { errorCodes } from './error-codes.ts'
import { fieldErrorCodes } from './fields.ts'
import { Alternative } from './slots.ts'

/** What every failed request answers. `message` is for developers; screens use words of their own for `code`. */
export const ErrorBody = v.object({
  error: v.object({
    code: v.picklist(errorCodes),
    message: v.string(),
    /** `{ "services.0.slug": "unknown-value" }`: what is wrong, by the path of its field. */
    fields: v.optional(v.record(v.string(), v.picklist(fieldErrorCodes))),
    /** With `slot-taken`: the nearest places that are still free. */
    alternatives: v.optional(v.array(Alternative)),
    /** With `too-many-requests` and `request-in-flight`: seconds to wait. */
    retryAfter: v.optional(v.number()),
    /** With `not-found`: the page that took the place of an archived one, `fragen/…`. */
    movedTo: v.optional(v.string()),
    /** With `in-use`: what still needs it. */
    usedBy: v.optional(
      v.array(
        v.object({
          kind: v.picklist(['municipality', 'service', 'faq', 'appointment']),
          /** Its name; of appointments none. */
          name: v.optional(v.string()),
        }),
      ),
    ),
    /** With `proof-required`: a puzzle for the browser (not for the person), see https://altcha.org. */
    challenge: v.optional(v.record(v.string(), v.unknown())),
  }),
})
export type ErrorBody = v.InferOutput<typeof ErrorBody>

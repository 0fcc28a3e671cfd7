import { validator } from 'hono-openapi'
import type { ValidationTargets } from 'hono'
import type * as v from 'valibot'
import { AppError } from '#server/errors.ts'
import { fieldErrors } from '#shared/contracts/field-errors.ts'

/**
 * Parses a part of the request with a shared contract, once, and describes it in the OpenAPI
 * document. What does not fit answers 'invalid-input' with the code of each field.
 */
export function validated<Target extends keyof ValidationTargets, Schema extends v.GenericSchema>(
  target: Target,
  schema: Schema,
) {
  return validator(
    target,
    schema,
    (result) => {
      if (!result.success) {
        throw new AppError('invalid-input', { fields: fieldErrors(result.error) })
      }
    },
    { options: { errorMode: 'ignore' } },
  )
}

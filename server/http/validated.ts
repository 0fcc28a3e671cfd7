import { validator } from 'hono-openapi'
import type { ValidationTargets } from 'hono'
import * as v from 'valibot'
import { AppError } from '#server/errors.ts'
import { type FieldErrorCode, fieldErrorCodes } from '#shared/contracts/fields.ts'

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

type Issue = { message: string } & Partial<
  Pick<v.BaseIssue<unknown>, 'type' | 'input' | 'path' | 'expected'>
>

/** The code of each field's first issue, by dotted path. */
export function fieldErrors(issues: readonly unknown[]): Record<string, FieldErrorCode> {
  const fields: Record<string, FieldErrorCode> = {}
  for (const issue of issues as Issue[]) {
    const path = (issue.path ?? []).map((item) => String(item.key)).join('.') || 'body'
    fields[path] ??= codeOf(issue)
  }
  return fields
}

function codeOf(issue: Issue): FieldErrorCode {
  const known = fieldErrorCodes.find((code) => code === issue.message)
  if (known) return known
  // A key too many has been looked for as `never`; a thing that is no object at all has not.
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'unknown-key'
  return issue.input === undefined ? 'required' : 'invalid'
}

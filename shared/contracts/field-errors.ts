import type * as v from 'valibot'
import { type FieldErrorCode, fieldErrorCodes } from './fields.ts'

type Issue = { message: string } & Partial<
  Pick<v.BaseIssue<unknown>, 'type' | 'input' | 'path' | 'expected'>
>

/** What valibot says about a value, in our codes, where a schema names none of its own. */
const codesOfTypes: Record<string, FieldErrorCode> = {
  min_value: 'out-of-range',
  max_value: 'out-of-range',
  integer: 'out-of-range',
  max_length: 'too-long',
  picklist: 'unknown-value',
}

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
  const { input, type = '' } = issue
  if (input === undefined) return 'required'
  if (type === 'min_length') {
    const isEmpty = (input as { length: number }).length === 0
    return isEmpty ? 'required' : 'too-short'
  }
  return codesOfTypes[type] ?? 'invalid'
}

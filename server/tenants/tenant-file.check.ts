import * as v from 'valibot'
import { fieldErrors } from '#shared/contracts/field-errors.ts'
import type { FieldErrorCode } from '#shared/contracts/fields.ts'
import { checkReferences } from './tenant-file.references.ts'
import { TenantFile } from './tenant-file.schema.ts'

/** What is wrong in a configuration, and where: for a person who reads, and as a code for a form. */
export interface ConfigurationProblem {
  path: (string | number)[]
  code: FieldErrorCode
  message: string
}

/**
 * The one judge of a configuration, whether it comes from a file or from a form: its shape, and
 * what no schema can see. Finds everything that is wrong at once.
 */
export function checkTenantFile(content: unknown): {
  /** Null if there are problems. */
  file: TenantFile | null
  problems: ConfigurationProblem[]
} {
  const result = v.safeParse(TenantFile, content)
  const problems = [
    ...(result.issues ?? []).map((issue) => ({
      path: (issue.path ?? []).map((item) => item.key as string | number),
      code: Object.values(fieldErrors([issue]))[0] ?? 'invalid',
      message: issue.message,
    })),
    ...checkReferences(content),
  ]
  return { file: result.success && problems.length === 0 ? result.output : null, problems }
}

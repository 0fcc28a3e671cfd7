import { ApiError } from '#client/lib/api.ts'
import { attachmentLimits, attachmentTypes } from '#shared/contracts/attachments.ts'

/** Why a file was not taken; each has words in `request.files.problem`. */
export type UploadProblem = 'type' | 'refused' | 'size' | 'many' | 'offline' | 'other'

/** What a new try may cure without another file. */
export const mayPass = (problem: UploadProblem): boolean => ['offline', 'other'].includes(problem)

const problems: Partial<Record<string, UploadProblem>> = {
  'file-type-refused': 'type',
  'file-refused': 'refused',
  'body-too-large': 'size',
  'limit-reached': 'many',
  offline: 'offline',
}

export const uploadProblemOf = (error: unknown): UploadProblem =>
  (error instanceof ApiError ? problems[error.code] : undefined) ?? 'other'

/** What can be said of a file before it is sent; what it really is, only its content tells. */
export function problemBefore({ type, size }: File, count: number): UploadProblem | null {
  if (count >= attachmentLimits.perMessage) return 'many'
  if (size > attachmentLimits.bytes) return 'size'
  // Some devices name no type at all.
  const isKnown = type === '' || attachmentTypes.some((one) => one === type)
  return isKnown ? null : 'type'
}

import type { Db, Trx } from '#server/db/database.ts'
import { AppError } from '#server/errors.ts'

/** A file that belongs to a step of a request. */
export interface Attachment {
  id: string
  name: string
  type: string
  size: number
  step: number
  field: string | null
}

/** @throws AppError 'invalid-input' for a file that nobody has uploaded */
export async function attachFiles(
  _trx: Trx,
  _to: { tenantId: string; id: string; step: number },
  files: readonly { id: string; field?: string | undefined }[],
): Promise<void> {
  if (files.length > 0) {
    throw new AppError('invalid-input', { fields: { attachments: 'unknown-value' } })
  }
}

export async function listAttachments(
  _db: Db,
  _tenantId: string,
  _requestId: string,
): Promise<Attachment[]> {
  return []
}

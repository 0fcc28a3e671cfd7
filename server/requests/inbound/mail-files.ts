import type { Trx } from '#server/db/database.ts'
import { AppError } from '#server/errors.ts'
import { attachmentLimits } from '#shared/contracts/attachments.ts'
import { type FileDeps, type SentFile, attachFiles, keepFile } from '../attachments/attachments.ts'
import { cleanFile } from '../attachments/clean-file.ts'
import { type ResidentRequest, updateRequest } from '../requests.queries.ts'
import type { IncomingMail } from './read-mail.ts'

/** The files of a mail: those that wait to be attached, and how many stay outside. */
export interface MailFiles {
  kept: SentFile[]
  refused: number
}

/**
 * Keeps those files of a mail that may be kept, by the same rules as those of a form. They wait as
 * if they had been uploaded: what no request takes is erased after an hour.
 */
export async function keepFiles(
  deps: FileDeps,
  tenantId: string,
  { files, digest }: IncomingMail,
): Promise<MailFiles> {
  const draftKey = deps.keys.hash('attachment', `mail ${digest}`)
  const kept: SentFile[] = []
  for (const file of files) {
    if (file.length > attachmentLimits.bytes) continue
    try {
      kept.push(await keepFile(deps, tenantId, draftKey, await cleanFile(file)))
    } catch (error) {
      // Of what kind it is, or that there is no room: the mail itself is taken in all the same.
      if (!(error instanceof AppError)) throw error
    }
  }
  // The same picture twice is kept once.
  const unique = [...new Map(kept.map(({ id }) => [id, { id }])).values()]
  return { kept: unique, refused: files.length - kept.length }
}

/** Gives them to a step of the request, as many as it may have. */
export async function attachMailFiles(
  trx: Trx,
  { tenant_id: tenantId, id }: ResidentRequest,
  step: number,
  { kept, refused }: MailFiles,
): Promise<{ refused: number }> {
  if (kept.length === 0) return { refused }
  try {
    await attachFiles(trx, { tenantId, id, step }, kept)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'limit-reached') throw error
    return { refused: refused + kept.length }
  }
  await updateRequest(trx, tenantId, id, { has_attachments: 1 })
  return { refused }
}

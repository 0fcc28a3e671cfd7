import { createHash, randomBytes } from 'node:crypto'
import type { Db, Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { lockAddress } from '#server/placing/address.ts'
import { type Attachment, attachmentLimits } from '#shared/contracts/attachments.ts'
import { addMinutes } from '#shared/domain/local-time.ts'
import {
  type StoredAttachment,
  deleteAttachment,
  findOfRequest,
  giveToRequest,
  insertAttachment,
  listErased,
  listOfDraft,
  listOfRequest,
  markErasedOfDraft,
  markErasedOfRequest,
  markErasedUnsent,
  markStored,
  sumBytes,
} from './attachments.queries.ts'
import { type CleanFile, cleanFile } from './clean-file.ts'
import { draftMinutes, openDraft } from './draft.ts'
import { readStored, removeStored, writeStored } from './store.ts'

export type FileDeps = Pick<Deps, 'db' | 'keys' | 'clock' | 'config'>

/** A file of a request, with the step and the field of the topic that it belongs to. */
export interface KeptAttachment extends Attachment {
  step: number
  field: string | null
}

/** Nobody can fill the disk with what is never sent. */
const mostWaitingBytes = 512 * 1024 * 1024
/** A full disk is not empty again in a moment. */
const secondsUntilRoom = 3600

/**
 * Keeps a file for a message that is still being written. The same file sent twice is kept once.
 * @throws AppError 'link-invalid', 'link-expired' for the draft; 'file-type-refused',
 * 'file-refused'; 'limit-reached' above five; 'unavailable' where there is no room
 */
export async function addToDraft(
  deps: FileDeps,
  tenantId: string,
  draft: string,
  sent: Buffer,
): Promise<Attachment> {
  const draftKey = openDraft(deps, tenantId, draft)
  return keepFile(deps, tenantId, draftKey, await cleanFile(sent))
}

/** Takes a file out of a message that is still being written; one that is not there is out. */
export async function discardFromDraft(
  deps: FileDeps,
  tenantId: string,
  draft: string,
  id: string,
): Promise<void> {
  await markErasedOfDraft(deps.db, tenantId, openDraft(deps, tenantId, draft), id)
}

/**
 * The row is there before the file: whatever ends the process in between, housekeeping finds it.
 * @throws AppError 'limit-reached', 'unavailable'
 */
export async function keepFile(
  deps: FileDeps,
  tenantId: string,
  draftKey: string,
  { type, bytes }: CleanFile,
): Promise<Attachment> {
  const sha256 = createHash('sha256').update(bytes).digest('base64url')
  const row = await deps.db.transaction().execute(async (trx) => {
    const now = deps.clock.now()
    await lockAddress(trx, tenantId, draftKey, now)
    const others = await listOfDraft(trx, tenantId, draftKey)
    const known = others.find((other) => other.sha256 === sha256 && other.state === 'stored')
    if (known) return known
    if (others.length >= attachmentLimits.perMessage) throw new AppError('limit-reached')
    await checkRoom(trx, deps, tenantId, bytes.length)
    const fresh: StoredAttachment = {
      tenant_id: tenantId,
      id: randomBytes(16).toString('base64url'),
      draft_key: draftKey,
      request_id: null,
      step: null,
      field: null,
      position: (others.at(-1)?.position ?? 0) + 1,
      type,
      bytes: bytes.length,
      sha256,
      state: 'writing',
      created_at: now,
    }
    await insertAttachment(trx, fresh)
    return fresh
  })
  if (row.state === 'writing') {
    await writeStored(deps.config, tenantId, row.id, bytes)
    await markStored(deps.db, tenantId, row.id)
  }
  return describeAttachment(row)
}

async function checkRoom(trx: Trx, deps: FileDeps, tenantId: string, more: number): Promise<void> {
  const { all, waiting } = await sumBytes(trx, tenantId)
  const isFull = all + more > deps.config.attachmentsMaxBytes || waiting + more > mostWaitingBytes
  if (isFull) throw new AppError('unavailable', { retryAfter: secondsUntilRoom })
}

/** A file that was sent before, by the id that only its sender knows. */
export interface SentFile {
  id: string
  field?: string | undefined
}

/**
 * Gives files to a request, in the transaction that places it or adds to it; `step` is the position
 * of the event that they come with.
 * @throws AppError 'invalid-input' for one that is not there any more, 'limit-reached' above twenty
 */
export async function attachFiles(
  trx: Trx,
  request: { tenantId: string; id: string; step: number },
  files: readonly SentFile[],
): Promise<void> {
  const { tenantId, id: requestId, step } = request
  const before = await listOfRequest(trx, tenantId, requestId)
  if (before.length + files.length > attachmentLimits.perRequest) {
    throw new AppError('limit-reached')
  }
  const last = before.at(-1)?.position ?? 0
  for (const [index, { id, field = null }] of files.entries()) {
    const place = { request_id: requestId, position: last + index + 1, step, field }
    if (!(await giveToRequest(trx, tenantId, id, place))) {
      throw new AppError('invalid-input', { fields: { attachments: 'unknown-value' } })
    }
  }
}

/** The files of a request, in the order in which they came. */
export async function listAttachments(
  db: Db,
  tenantId: string,
  requestId: string,
): Promise<KeptAttachment[]> {
  const rows = await listOfRequest(db, tenantId, requestId)
  return rows.map((row) => ({ ...describeAttachment(row), step: row.step ?? 1, field: row.field }))
}

/** One file of a request, or null if it has none of this id. */
export async function readAttachment(
  deps: Pick<Deps, 'db' | 'config'>,
  tenantId: string,
  requestId: string,
  id: string,
): Promise<{ attachment: Attachment; bytes: Buffer } | null> {
  const row = await findOfRequest(deps.db, tenantId, requestId, id)
  const bytes = row && (await readStored(deps.config, tenantId, row.id))
  return bytes ? { attachment: describeAttachment(row), bytes } : null
}

/** From the commit on nobody can read them; the next housekeeping takes them off the disk. */
export async function eraseAttachments(
  trx: Trx,
  tenantId: string,
  requestId: string,
): Promise<void> {
  await markErasedOfRequest(trx, tenantId, requestId)
}

/** Erases what was never sent, and takes erased files off the disk. */
export async function keepAttachments(deps: FileDeps): Promise<void> {
  await markErasedUnsent(deps.db, addMinutes(deps.clock.now(), -draftMinutes))
  for (const { tenant_id: tenantId, id } of await listErased(deps.db)) {
    await removeStored(deps.config, tenantId, id)
    await deleteAttachment(deps.db, tenantId, id)
  }
}

const endings = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
} as const satisfies Record<Attachment['type'], string>

function describeAttachment({ id, position, type, bytes: size }: StoredAttachment): Attachment {
  return { id, name: `anlage-${position}.${endings[type]}`, type, size }
}

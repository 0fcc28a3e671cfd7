import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { UploadDraft } from '#shared/contracts/attachments.ts'
import { addMinutes } from '#shared/domain/local-time.ts'

type DraftDeps = Pick<Deps, 'keys' | 'clock'>

/** As long as a draft takes files, and they wait for it to be sent. */
export const draftMinutes = 60

/**
 * Lets a browser send files before there is a request. Nothing is stored for it: the token says by
 * itself until when it is good, and at which municipality.
 */
export function createDraft(deps: DraftDeps, tenantId: string): UploadDraft {
  const until = addMinutes(deps.clock.now(), draftMinutes)
  const id = randomBytes(16).toString('base64url')
  const end = Date.parse(until).toString(36)
  return { draft: `${id}.${end}.${sign(deps, tenantId, id, end)}`, until }
}

/**
 * The key under which the files of a draft are kept: its token cannot be told from it.
 * @throws AppError 'link-invalid' for what we did not sign, 'link-expired' once it is over
 */
export function openDraft(deps: DraftDeps, tenantId: string, token: string): string {
  const [id = '', end = '', signature = ''] = token.split('.')
  const expected = Buffer.from(sign(deps, tenantId, id, end))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new AppError('link-invalid')
  }
  if (parseInt(end, 36) <= Date.parse(deps.clock.now())) throw new AppError('link-expired')
  return deps.keys.hash('attachment', `draft ${id}`)
}

function sign({ keys }: DraftDeps, tenantId: string, id: string, end: string): string {
  return keys.hash('attachment', `${tenantId} ${id} ${end}`)
}

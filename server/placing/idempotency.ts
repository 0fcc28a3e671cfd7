import { createHash } from 'node:crypto'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import { findAnswer, insertAnswer } from './placing.queries.ts'

/** A request that asks to take effect once, however often it arrives. */
export interface IdempotentRequest {
  tenantId: string
  keyHash: string
  bodyHash: string
}

export function describeRequest(
  deps: Pick<Deps, 'keys'>,
  tenantId: string,
  key: string,
  body: object,
): IdempotentRequest {
  return {
    tenantId,
    keyHash: deps.keys.hash('idempotency', key),
    bodyHash: createHash('sha256').update(JSON.stringify(body)).digest('base64url'),
  }
}

/**
 * The answer that this request has had already, or null.
 * @throws AppError 'idempotency-key-reused' if its key came with another body
 */
export async function replay<Answer>(
  trx: Trx,
  deps: Pick<Deps, 'keys'>,
  request: IdempotentRequest,
): Promise<Answer | null> {
  const known = await findAnswer(trx, request.tenantId, request.keyHash)
  if (!known) return null
  if (known.body_hash !== request.bodyHash) throw new AppError('idempotency-key-reused')
  return JSON.parse(deps.keys.open(known.sealed)) as Answer
}

/**
 * Keeps the answer in the transaction of its effect: both are committed, or none.
 * @throws AppError 'request-in-flight' if the key was used elsewhere meanwhile
 */
export async function remember(
  trx: Trx,
  deps: Pick<Deps, 'keys'>,
  request: IdempotentRequest,
  answer: object,
  now: Instant,
): Promise<void> {
  const kept = await insertAnswer(trx, {
    tenant_id: request.tenantId,
    key_hash: request.keyHash,
    body_hash: request.bodyHash,
    sealed: deps.keys.seal(JSON.stringify(answer)),
    created_at: now,
  })
  if (!kept) throw new AppError('request-in-flight', { retryAfter: 1 })
}

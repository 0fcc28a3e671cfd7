import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { addressKeyOf, lockAddress } from '#server/placing/address.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { ringRequests } from '../live.ts'
import { lockRequest } from '../requests.queries.ts'
import { takeBounce } from './bounce.ts'
import { insertInbound } from './inbound.queries.ts'
import type { InboundMailTable, Verdict } from './inbound.table.ts'
import { type InboundLimits, type Judgement, inboundLimits, judge, wordsKeyOf } from './judge.ts'
import { type MailFiles, keepFiles } from './mail-files.ts'
import { type IncomingMail, readMail } from './read-mail.ts'
import { type Outcome, takeAnswer, takeNew, takeReply } from './take-in.ts'

/** What became of a mail; `reason` is a code, and names nobody. */
export interface Received {
  verdict: Verdict
  reason: string | null
  requestId: string | null
}

export interface ReceiveOptions {
  /** The bytes are the beginning of something longer. */
  isCut?: boolean
  limits?: InboundLimits
}

const unreadable = { verdict: 'unreadable', reason: 'no-mail', requestId: null } as const

/** What `receiveMail` would do with a mail; nothing is written down. */
export async function judgeMail(
  deps: Deps,
  municipality: Municipality,
  raw: Buffer,
  isCut: boolean,
): Promise<Received> {
  const mail = await readMail(raw, isCut)
  if (!mail) return unreadable
  const judgement = await judge(deps.db, deps, municipality, mail)
  const requestId = 'request' in judgement ? judgement.request.id : null
  return { verdict: judgement.verdict, reason: reasonOf(judgement), requestId }
}

/**
 * Takes a mail in, whichever way it came: as a step of the request that it belongs to, as a request
 * of its own, or as a note that a program wrote. The same mail is taken in once. Whatever the bytes
 * are, it does not throw for them; it does if the database is away, and then nothing has happened.
 */
export async function receiveMail(
  deps: Deps,
  municipality: Municipality,
  raw: Buffer,
  way: InboundMailTable['way'],
  { isCut = false, limits = inboundLimits }: ReceiveOptions = {},
): Promise<Received> {
  const mail = await readMail(raw, isCut)
  if (!mail) return report(deps, municipality, way, unreadable)
  const first = await judge(deps.db, deps, municipality, mail, limits)
  const files = isTaken(first)
    ? await keepFiles(deps, municipality.id, mail)
    : { kept: [], refused: 0 }
  const { outcome, ...received } = await deps.db
    .transaction()
    .execute(async (trx) => {
      await lockFor(trx, deps, municipality, mail, first)
      // Somebody else may have been faster: what counts is what is so under the lock.
      const judgement = await judge(trx, deps, municipality, mail, limits)
      return settle(trx, deps, municipality, mail, judgement, { files, way })
    })
    .catch((error: unknown) => {
      if (error instanceof RepeatedMailError) return repeated
      throw error
    })
  if (outcome) {
    ringRequests(deps, municipality.id, [outcome.mailboxId])
    deps.wakeMail()
  }
  return report(deps, municipality, way, received)
}

/** Mails of one request, or of one sender, wait for each other. */
async function lockFor(
  trx: Trx,
  deps: Deps,
  { id: tenantId }: Municipality,
  mail: IncomingMail,
  judgement: Judgement,
): Promise<void> {
  if ('request' in judgement) return lockRequest(trx, tenantId, judgement.request.id)
  const key = mail.from ? addressKeyOf(deps, mail.from.address) : deps.keys.hash('mail', 'nobody')
  await lockAddress(trx, tenantId, key, deps.clock.now())
}

const isTaken = ({ verdict }: Judgement) =>
  verdict === 'replied' || verdict === 'answered' || verdict === 'opened'

interface Circumstances {
  files: MailFiles
  way: InboundMailTable['way']
}

async function settle(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  mail: IncomingMail,
  judgement: Judgement,
  { files, way }: Circumstances,
): Promise<Received & { outcome: Outcome | null }> {
  const { verdict } = judgement
  const reason = reasonOf(judgement)
  if (verdict === 'repeated' || verdict === 'deferred') {
    return { verdict, reason, requestId: null, outcome: null }
  }
  const outcome = await takeIn(trx, deps, municipality, mail, judgement, files)
  const settled = outcome?.verdict ?? verdict
  const requestId = outcome?.requestId ?? null
  const isFirst = await insertInbound(trx, {
    tenant_id: municipality.id,
    digest: mail.digest,
    way,
    verdict: settled,
    reason,
    request_id: requestId,
    sender_key: mail.from ? addressKeyOf(deps, mail.from.address) : '',
    words_key: wordsKeyOf(deps, mail, 'request' in judgement ? judgement.request.id : null),
    received_at: deps.clock.now(),
  })
  // Another process has taken in the same mail at the same moment; all of this is rolled back.
  if (!isFirst) throw new RepeatedMailError()
  return { verdict: settled, reason, requestId, outcome }
}

/** Two processes had the same mail: the one that throws this has done nothing. */
class RepeatedMailError extends Error {}

const repeated = { verdict: 'repeated', reason: null, requestId: null, outcome: null } as const

async function takeIn(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  mail: IncomingMail,
  judgement: Judgement,
  files: MailFiles,
): Promise<Outcome | null> {
  switch (judgement.verdict) {
    case 'replied':
      return takeReply(trx, deps, municipality, mail, judgement.request, files)
    case 'answered':
      return takeAnswer(trx, deps, municipality, mail, judgement.request, files)
    case 'opened':
      return takeNew(trx, deps, municipality, mail, judgement, files)
    case 'bounced':
      return takeBounce(trx, deps, municipality, judgement)
    case 'automatic':
    case 'loop':
    case 'repeated':
    case 'deferred':
    case 'refused':
    case 'unreadable':
      return null
  }
}

function reasonOf(judgement: Judgement): string | null {
  if (judgement.verdict === 'bounced') return judgement.code
  return 'reason' in judgement ? judgement.reason : null
}

function report(
  { log }: Deps,
  { id: tenant }: Municipality,
  way: InboundMailTable['way'],
  received: Received,
): Received {
  const { verdict, reason, requestId: request } = received
  const level = verdict === 'deferred' || verdict === 'unreadable' ? 'warn' : 'info'
  log[level]('mail-in', { tenant, way, verdict, reason, request })
  return received
}

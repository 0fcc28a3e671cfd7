import { createHash } from 'node:crypto'
import type { FetchMessageObject, ImapFlow } from 'imapflow'
import type { ImapAccount } from '#server/config.ts'
import type { Deps } from '#server/deps.ts'
import { type Instant, addMinutes } from '#shared/domain/local-time.ts'
import type { Verdict } from './inbound.table.ts'
import { claimBox, findBox, insertBox, markRead } from './inbound.queries.ts'

/** Takes a mail in, or only says what it would do. */
export type HandleMail = (
  raw: Buffer,
  isCut: boolean,
) => Promise<{ verdict: Verdict; reason: string | null }>

type BoxDeps = Pick<Deps, 'db' | 'clock' | 'config' | 'log'>

/** Longer than a round takes: whoever finds an older lease knows that its process died. */
const leaseMinutes = 10
/** A server looks at its own calendar. */
const minutesADay = 24 * 60
const mostPerRound = 100
/** What came when too much came is looked at again after that. */
const deferMinutes = 10

/** What became part of a request; everything else stays unread for people to see. */
const taken: readonly (string | null)[] = [
  'replied',
  'answered',
  'opened',
  'bounced',
] satisfies Verdict[]

/** How far a round begins, in a mailbox whose numbers are those of `uidValidity`. */
interface Start {
  uidValidity: string
  /** Every message up to this one is settled. */
  lastUid: number
  /** The numbers are new: look at what came since this day, and know what was seen before. */
  since: Instant | null
}

/**
 * What a process remembers of one mailbox between two rounds: what it looked at without taking it
 * in, and what waits to be looked at again.
 */
export class BoxMemory {
  shadow: Start | null = null
  readonly deferred = new Map<number, Instant>()
}

/**
 * Reads what is new in a mailbox, once over all processes. A mailbox that is not live is opened for
 * reading only, and nothing is written down.
 * @returns how many messages were looked at
 */
export async function readBox(
  deps: BoxDeps,
  account: ImapAccount,
  client: ImapFlow,
  memory: BoxMemory,
  handle: HandleMail,
): Promise<number> {
  const lock = await client.getMailboxLock(account.folder, { readOnly: !account.isLive })
  try {
    if (!client.mailbox) return 0
    const { uidValidity, uidNext } = client.mailbox
    const fresh = { uidValidity: String(uidValidity), lastUid: uidNext - 1, since: null }
    const round = { deps, account, client, memory, handle }
    return account.isLive ? await readLive(round, fresh) : await readShadow(round, fresh)
  } finally {
    lock.release()
  }
}

interface Round {
  deps: BoxDeps
  account: ImapAccount
  client: ImapFlow
  memory: BoxMemory
  handle: HandleMail
}

async function readLive(round: Round, fresh: Start): Promise<number> {
  const { deps, account } = round
  const { db, clock } = deps
  const { tenantId } = account
  const box = nameOf(account)
  const now = clock.now()
  if (!(await findBox(db, tenantId, box))) {
    // What lies there already was for people; only what comes from now on is ours.
    const begin = { uid_validity: fresh.uidValidity, last_uid: String(fresh.lastUid) }
    await insertBox(db, { tenant_id: tenantId, box, ...begin, leased_until: now, polled_at: now })
  }
  if (!(await claimBox(db, tenantId, box, now, addMinutes(now, leaseMinutes)))) return 0
  const known = (await findBox(db, tenantId, box))!
  const isSame = known.uid_validity === fresh.uidValidity
  const start: Start = isSame
    ? { uidValidity: known.uid_validity, lastUid: Number(known.last_uid), since: null }
    : {
        uidValidity: fresh.uidValidity,
        lastUid: 0,
        since: addMinutes(known.polled_at, -minutesADay),
      }
  if (!isSame) round.memory.deferred.clear()
  let progress = { count: 0, lastUid: start.lastUid }
  try {
    progress = await readNew(round, start)
  } finally {
    await markRead(db, tenantId, box, {
      uid_validity: progress.count > 0 || isSame ? fresh.uidValidity : known.uid_validity,
      last_uid: progress.count > 0 || isSame ? String(progress.lastUid) : known.last_uid,
      leased_until: deps.clock.now(),
      polled_at: now,
    })
  }
  return progress.count
}

async function readShadow(round: Round, fresh: Start): Promise<number> {
  const { memory } = round
  const start = memory.shadow?.uidValidity === fresh.uidValidity ? memory.shadow : fresh
  const { count, lastUid } = await readNew(round, start)
  memory.shadow = { ...start, lastUid }
  return count
}

async function readNew(
  round: Round,
  { lastUid, since }: Start,
): Promise<{ count: number; lastUid: number }> {
  const { deps, client, memory } = round
  const query = since === null ? { uid: `${lastUid + 1}:*` } : { since: new Date(since) }
  const found = (await client.search(query, { uid: true })) || []
  // `n:*` names the last message even if it is older than n (RFC 9051, 6.4.8).
  const uids = found.filter((uid) => uid > lastUid).sort((a, b) => a - b)
  let [count, settled, isWaiting] = [0, lastUid, false]
  for (const uid of uids) {
    const again = memory.deferred.get(uid)
    const isEarly = again !== undefined && again > deps.clock.now()
    if (count >= mostPerRound) break
    const verdict = isEarly ? 'deferred' : await readOne(round, uid)
    if (!isEarly) count += 1
    if (verdict === 'deferred') {
      isWaiting = true
      if (!isEarly) memory.deferred.set(uid, addMinutes(deps.clock.now(), deferMinutes))
    } else {
      memory.deferred.delete(uid)
      if (!isWaiting) settled = uid
    }
  }
  return { count, lastUid: settled }
}

async function readOne({ deps, account, client, handle }: Round, uid: number): Promise<Verdict> {
  const most = deps.config.mailInMaxBytes
  const source = { start: 0, maxLength: most }
  const message = await client.fetchOne(String(uid), { size: true, source }, { uid: true })
  // Somebody has taken it away meanwhile.
  if (!message || !message.source) return 'unreadable'
  const { verdict, reason } = await handle(message.source, isLonger(message, most))
  const isTaken = taken.includes(verdict === 'repeated' ? reason : verdict)
  if (!account.isLive || !isTaken) return verdict
  await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
  const { imapMoveTo } = deps.config
  if (imapMoveTo !== null) await client.messageMove(String(uid), imapMoveTo, { uid: true })
  return verdict
}

const isLonger = ({ size, source }: FetchMessageObject, most: number) =>
  (size ?? 0) > most || (source?.length ?? 0) >= most

/** Tells two mailboxes apart, and says nothing of their names. */
function nameOf({ host, user, folder }: ImapAccount): string {
  return createHash('sha256').update(`${host} ${user} ${folder}`).digest('base64url')
}

import { ImapFlow } from 'imapflow'
import type { ImapAccount } from '#server/config.ts'
import type { Deps } from '#server/deps.ts'
import { BoxMemory, readBox } from './imap-box.ts'
import { judgeMail, receiveMail } from './receive.ts'

export interface MailReaders {
  /** Resolves once no mailbox is being read any more. */
  stop(): Promise<void>
}

export interface ReaderOptions {
  /** Milliseconds between two looks where the server does not tell by itself. */
  pause?: number
  /** Milliseconds until the first new try after a failure; each later one waits twice as long. */
  retry?: number
}

const longestRetry = 5 * 60_000
const timeouts = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 120_000 }

/** Reads the mailboxes of the configuration until it is stopped. */
export function startMailReaders(deps: Deps, options: ReaderOptions = {}): MailReaders {
  const stopping = new AbortController()
  const readers = deps.config.imap.map((account) =>
    keepReading(deps, account, options, stopping.signal),
  )
  return {
    async stop() {
      stopping.abort()
      await Promise.all(readers)
    },
  }
}

async function keepReading(
  deps: Deps,
  account: ImapAccount,
  { pause = 60_000, retry = 1000 }: ReaderOptions,
  signal: AbortSignal,
): Promise<void> {
  const memory = new BoxMemory()
  let failures = 0
  while (!signal.aborted) {
    try {
      await readWhileConnected(deps, account, memory, pause, signal, () => (failures = 0))
    } catch (error) {
      report(deps, account, error)
    }
    failures += 1
    const delay = Math.min(retry * 2 ** Math.min(failures - 1, 20), longestRetry)
    if (!signal.aborted) await sleep(delay, signal)
  }
}

/** Returns once the connection has ended, however it did. */
async function readWhileConnected(
  deps: Deps,
  account: ImapAccount,
  memory: BoxMemory,
  pause: number,
  signal: AbortSignal,
  onSuccess: () => void,
): Promise<void> {
  const client = connect(deps, account)
  const closed = new AbortController()
  client.on('close', () => closed.abort())
  // Without a listener it would end the process; what went wrong is told by the call that failed.
  client.on('error', () => closed.abort())
  const end = () => client.close()
  signal.addEventListener('abort', end, { once: true })
  try {
    await client.connect()
    while (!signal.aborted && !closed.signal.aborted) {
      await readBox(deps, account, client, memory, handler(deps, account))
      onSuccess()
      const news = new AbortController()
      client.once('exists', () => news.abort())
      await sleep(pause, AbortSignal.any([signal, closed.signal, news.signal]))
    }
  } finally {
    signal.removeEventListener('abort', end)
    client.close()
  }
}

function connect({ config }: Deps, { host, port, secure, user, password }: ImapAccount): ImapFlow {
  return new ImapFlow({
    host,
    port,
    secure,
    // An account without TLS is for this machine only, where nobody listens in between.
    ...(!secure && { doSTARTTLS: false }),
    auth: { user, pass: password },
    logger: false,
    maxLiteralSize: config.mailInMaxBytes + 1024 * 1024,
    ...timeouts,
  })
}

const notYet = { verdict: 'deferred', reason: 'no-municipality' } as const

function handler(deps: Deps, account: ImapAccount) {
  return async (raw: Buffer, isCut: boolean) => {
    const municipality = await deps.municipalities.find(deps.db, account.tenantId)
    // Somebody may still import it: until then nothing is taken in, and nothing is lost.
    if (!municipality) return notYet
    if (account.isLive) return receiveMail(deps, municipality, raw, 'imap', { isCut })
    const judged = await judgeMail(deps, municipality, raw, isCut)
    const { verdict, reason } = judged
    deps.log.info('mail-in-shadow', { tenant: municipality.id, verdict, reason })
    return judged
  }
}

function report({ log }: Deps, { tenantId }: ImapAccount, error: unknown): void {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null
  const isSignIn = error instanceof Error && 'authenticationFailed' in error
  log.warn('mailbox-not-read', {
    tenant: tenantId,
    error: isSignIn ? 'sign-in-refused' : (code ?? 'unknown'),
  })
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', wake)
      resolve()
    }, milliseconds)
    if (signal.aborted) wake()
    else signal.addEventListener('abort', wake, { once: true })
  })
}

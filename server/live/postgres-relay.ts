import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import type { Db } from '#server/db/database.ts'
import type { Log } from '#server/log.ts'
import type { ChangedDay, Listener, Relay } from './bell.ts'

const channel = 'rathauslotse_days'
/** Days are sent together: each notification makes commits of the whole database wait for each other. */
const batchMilliseconds = 40
/** A notification holds 8,000 bytes. */
const mostDays = 60
const reconnectMilliseconds = 1000

/** What one process tells the others; its own word it has heard before. */
interface Notification {
  from: string
  days: ChangedDay[]
}

/** Passes word on by LISTEN and NOTIFY, on a connection of its own that comes back if it breaks. */
export function postgresRelay(url: string, db: Db, log: Log): Relay {
  const own = randomUUID()
  let waiting: ChangedDay[] = []
  let sending: Promise<void> | null = null

  const sendBatch = async () => {
    await new Promise((resolve) => setTimeout(resolve, batchMilliseconds))
    const days = distinct(waiting)
    waiting = []
    sending = null
    for (let first = 0; first < days.length; first += mostDays) {
      const payload = JSON.stringify({
        from: own,
        days: days.slice(first, first + mostDays),
      } satisfies Notification)
      await sql`select pg_notify(${channel}, ${payload})`.execute(db)
    }
  }

  return {
    send(days) {
      waiting.push(...days)
      // Whoever misses it looks again by itself within half a minute.
      sending ??= sendBatch().catch((error: Error) => {
        log.warn('notify-failed', { error: error.name })
      })
    },
    listen: (listener) => keepListening(url, own, listener, log),
    close: async () => {
      await sending
    },
  }
}

function keepListening(url: string, own: string, listener: Listener, log: Log): { stop(): void } {
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  const connect = async (isAgain: boolean): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url })
    client = fresh
    let isLost = false
    const onLost = () => {
      if (isLost) return
      isLost = true
      void fresh.end().catch(() => {})
      if (isStopped) return
      log.warn('listen-connection-lost')
      timer = setTimeout(() => void connect(true), reconnectMilliseconds)
    }
    fresh.on('error', onLost)
    fresh.on('end', onLost)
    fresh.on('notification', ({ payload }) => {
      const { from, days } = JSON.parse(payload ?? '{}') as Notification
      if (from !== own) listener(days)
    })
    try {
      await fresh.connect()
      await fresh.query(`listen ${channel}`)
      if (isAgain) listener('anything')
    } catch {
      onLost()
    }
  }
  void connect(false)

  return {
    stop() {
      isStopped = true
      clearTimeout(timer)
      void client?.end().catch(() => {})
    },
  }
}

function distinct(days: readonly ChangedDay[]): ChangedDay[] {
  return [...new Map(days.map((day) => [`${day.tenantId} ${day.group} ${day.date}`, day])).values()]
}

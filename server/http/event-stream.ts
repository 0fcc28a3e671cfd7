import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { Deps } from '#server/deps.ts'
import type { Change } from '#server/live/bell.ts'
import type { Env } from './context.ts'

/** Proxies cut connections that are silent for a minute. */
const heartbeatMilliseconds = 20_000
/** Many changes at once are looked at once. */
const pauseMilliseconds = 150
const reconnectMilliseconds = 3_000

export interface Watch {
  event: string
  /** Whether a change is of interest; asked for every change of every municipality. */
  concerns: (change: Change) => boolean
  /**
   * What the other side should know now; sent if it differs from what was sent last.
   * Null ends the stream: whoever watches has lost the right to.
   */
  read: () => Promise<object | null>
}

/**
 * Answers with a stream of server-sent events: what is true now, and again whenever it changes. With
 * each heartbeat it looks by itself, so that word that was lost on the way does no harm.
 */
export function eventStream<E extends Env>(
  c: Context<E>,
  deps: Pick<Deps, 'bell' | 'streams' | 'log'>,
  watch: Watch,
): Response {
  const close = deps.streams.open(c.var.callerKey)
  const response = streamSSE(c, async (stream) => {
    try {
      await keepTelling(stream, deps, watch)
    } catch (error) {
      deps.log.warn('stream-failed', { error: (error as Error).name })
    } finally {
      close()
    }
  })
  response.headers.set('Cache-Control', 'no-store')
  // Some proxies keep an answer back until it is whole, which this one never is.
  response.headers.set('X-Accel-Buffering', 'no')
  return response
}

async function keepTelling(
  stream: SSEStreamingApi,
  { bell, streams }: Pick<Deps, 'bell' | 'streams'>,
  { event, concerns, read }: Watch,
): Promise<void> {
  const gone = new AbortController()
  stream.onAbort(() => gone.abort())
  const over = AbortSignal.any([gone.signal, streams.ended])
  let changed = new AbortController()
  const stop = bell.hear((change) => {
    if (concerns(change)) changed.abort()
  })
  /** Waits; less if it is all over, or if something has changed. */
  const pause = (milliseconds: number, ...signals: AbortSignal[]) =>
    wait(milliseconds, undefined, { signal: AbortSignal.any([over, ...signals]) }).catch(() => {})

  try {
    let known = ''
    await stream.write(`retry: ${reconnectMilliseconds}\n\n`)
    while (!over.aborted) {
      changed = new AbortController()
      const state = await read()
      if (state === null) return
      // The time of looking is no news.
      const news = JSON.stringify({ ...state, at: undefined })
      // A page hears no comments: it has to be told, or it takes a silent connection for a dead one.
      if (news === known) await stream.writeSSE({ event: 'beat', data: '{}' })
      else await stream.writeSSE({ event, data: JSON.stringify(state) })
      known = news
      await pause(pauseMilliseconds)
      await pause(heartbeatMilliseconds, changed.signal)
    }
  } finally {
    stop()
  }
}

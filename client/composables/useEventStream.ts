import { onScopeDispose, ref, type Ref } from 'vue'
import { eventCutter } from '#client/lib/event-stream.ts'

/** The server says something at least every 20 seconds; after this the connection counts as dead. */
const patienceMs = 45_000
const pausesMs = [500, 1500, 4000, 8000]

/** `ended`: the server has refused for good, there is nothing to wait for. */
export type StreamState = 'connecting' | 'live' | 'lost' | 'ended'

/**
 * Keeps a stream of events open for as long as the page is there, for a day if need be: after a break it
 * comes back by itself, soon at first, then every few seconds.
 */
export function useEventStream<T>(
  open: (signal: AbortSignal) => Promise<Response>,
  event: string,
  onData: (data: T) => void,
): { state: Ref<StreamState> } {
  const state = ref<StreamState>('connecting')
  let attempt: AbortController | null = null
  let failures = 0
  let timer: number | undefined
  let isOver = false

  async function connect() {
    window.clearTimeout(timer)
    attempt?.abort()
    const own = new AbortController()
    attempt = own
    let watchdog = window.setTimeout(() => own.abort(), patienceMs)
    try {
      const response = await open(own.signal)
      if (response.status === 404 || response.status === 410) {
        state.value = 'ended'
        isOver = true
        return
      }
      if (!response.ok || !response.body) throw new Error('no stream')
      const reader = response.body.getReader()
      const decoder = new TextDecoder()
      const cut = eventCutter()
      for (;;) {
        const { done, value } = await reader.read()
        if (done) break
        window.clearTimeout(watchdog)
        watchdog = window.setTimeout(() => own.abort(), patienceMs)
        state.value = 'live'
        failures = 0
        for (const told of cut(decoder.decode(value, { stream: true }))) {
          if (told.event === event) onData(JSON.parse(told.data) as T)
        }
      }
    } catch {
      // Broken, refused or silent for too long: all the same, it is tried again.
    } finally {
      window.clearTimeout(watchdog)
    }
    if (own === attempt && !isOver) later()
  }

  function later() {
    state.value = 'lost'
    const pause = pausesMs[Math.min(failures++, pausesMs.length - 1)]!
    // Not all screens at once after the server was away.
    timer = window.setTimeout(() => void connect(), pause * (0.75 + Math.random() / 2))
  }

  /** A phone cuts the connection of a page that nobody looks at. */
  function onReturn() {
    if (!document.hidden && !isOver && state.value !== 'live') void connect()
  }

  document.addEventListener('visibilitychange', onReturn)
  window.addEventListener('online', onReturn)
  onScopeDispose(() => {
    isOver = true
    window.clearTimeout(timer)
    attempt?.abort()
    document.removeEventListener('visibilitychange', onReturn)
    window.removeEventListener('online', onReturn)
  })
  void connect()
  return { state }
}

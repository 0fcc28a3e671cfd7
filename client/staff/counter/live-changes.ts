import { onScopeDispose, ref, type Ref, watch } from 'vue'
import type { DayRevisions } from '#shared/contracts/staff.ts'

/** Without a stream, this often; with one, in case it has died without a word. */
const lookSeconds = { lost: 10, live: 60 }
/** A stream that was refused is asked for again after a while; a broken one comes back by itself. */
const againSeconds = 20

/**
 * Hears what changes at an office while the page is open, and looks by itself where it cannot hear.
 * `path` null: nothing to hear.
 */
export function useLiveChanges(
  path: () => string | null,
  onChange: (revisions: DayRevisions | null) => void,
): { isLive: Ref<boolean> } {
  const isLive = ref(false)
  let source: EventSource | null = null
  let again: ReturnType<typeof setTimeout> | undefined
  let look: ReturnType<typeof setTimeout> | undefined

  function lookLater() {
    clearTimeout(look)
    const seconds = isLive.value ? lookSeconds.live : lookSeconds.lost
    look = setTimeout(() => {
      if (!document.hidden) onChange(null)
      lookLater()
    }, seconds * 1000)
  }

  function setLive(live: boolean) {
    if (isLive.value === live) return
    isLive.value = live
    lookLater()
  }

  function listen() {
    stop()
    const address = path()
    if (!address) return
    source = new EventSource(address)
    source.onopen = () => setLive(true)
    source.addEventListener('changed', ({ data }: MessageEvent<string>) =>
      onChange(JSON.parse(data) as DayRevisions),
    )
    source.onerror = () => {
      setLive(false)
      if (source?.readyState === EventSource.CLOSED) {
        again = setTimeout(listen, againSeconds * 1000)
      }
    }
    lookLater()
  }

  function stop() {
    clearTimeout(again)
    clearTimeout(look)
    source?.close()
    source = null
    setLive(false)
    clearTimeout(look)
  }

  /** The device says so earlier than any timeout. */
  const onNetwork = () => {
    if (navigator.onLine) {
      listen()
      onChange(null)
    } else setLive(false)
  }
  const onVisible = () => {
    if (!document.hidden) onChange(null)
  }

  watch(path, listen, { immediate: true })
  addEventListener('online', onNetwork)
  addEventListener('offline', onNetwork)
  document.addEventListener('visibilitychange', onVisible)
  onScopeDispose(() => {
    stop()
    removeEventListener('online', onNetwork)
    removeEventListener('offline', onNetwork)
    document.removeEventListener('visibilitychange', onVisible)
  })
  return { isLive }
}

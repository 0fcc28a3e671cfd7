import { onScopeDispose, ref, type Ref, watch } from 'vue'
import { useSession } from '../session/useSession.ts'
import { hasKeptText, keepText, keptText } from './kept-text.ts'

/**
 * A text that is kept until it is emptied: under the person, the request and the kind of text.
 * Before the window is closed, the browser asks.
 */
export function useKeptText(place: () => string): Ref<string> {
  const { personKey } = useSession()
  const key = () => `${personKey.value} ${place()}`
  const text = ref(keptText(key()))

  watch(key, (now) => (text.value = keptText(now)))
  watch(text, (now) => keepText(key(), now), { flush: 'sync' })

  const onUnload = (event: BeforeUnloadEvent) => {
    if (hasKeptText()) event.preventDefault()
  }
  window.addEventListener('beforeunload', onUnload)
  onScopeDispose(() => window.removeEventListener('beforeunload', onUnload))
  return text
}

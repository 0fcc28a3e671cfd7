import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { ApiError } from '#client/lib/api.ts'

const everyMs = 4000

/** How what waits for its confirmation stands, as the server says. */
export type HoldState = 'unknown' | 'waiting' | 'confirmed' | 'expired' | 'cancelled'

/** Asks every few seconds, while somebody looks, whether what was sent has been confirmed. */
export function useHoldWatch<View>(
  load: () => Promise<View>,
  stateOf: (view: View) => HoldState,
  onView: (view: View) => void,
) {
  const view = shallowRef<View | null>(null)
  const state = ref<HoldState>('unknown')
  const isOffline = ref(false)
  const isOver = computed(() => state.value !== 'unknown' && state.value !== 'waiting')
  let isAsking = false

  function take(answer: View) {
    view.value = answer
    state.value = stateOf(answer)
    isOffline.value = false
    onView(answer)
  }

  function fail(error: unknown) {
    if (!(error instanceof ApiError)) return
    isOffline.value = error.code === 'offline'
    if (error.code === 'link-cancelled') state.value = 'cancelled'
    // An expired hold is erased soon after: then nothing of it is left to be found.
    if (['link-expired', 'link-invalid', 'link-past'].includes(error.code)) state.value = 'expired'
  }

  async function ask() {
    if (isAsking || isOver.value || document.hidden) return
    isAsking = true
    try {
      take(await load())
    } catch (error) {
      fail(error)
    } finally {
      isAsking = false
    }
  }

  const look = () => void ask()
  const timer = setInterval(look, everyMs)
  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  })
  look()

  return { view, state, isOffline }
}

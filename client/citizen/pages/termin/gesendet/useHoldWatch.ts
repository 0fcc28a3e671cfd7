import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { api, ApiError } from '#client/lib/api.ts'
import type { AppointmentView } from '#shared/contracts/appointments.ts'

const everyMs = 4000

/** How the reservation stands, as the server says. */
export type HoldState = 'unknown' | 'waiting' | 'confirmed' | 'expired' | 'cancelled'

const stateOf: Record<AppointmentView['state'], HoldState> = {
  reserved: 'waiting',
  confirmed: 'confirmed',
  checked_in: 'confirmed',
  called: 'confirmed',
  completed: 'confirmed',
  expired: 'expired',
  cancelled: 'cancelled',
  no_show: 'confirmed',
}

/** Asks every few seconds, while somebody looks, whether the reservation has been confirmed. */
export function useHoldWatch(token: string, onView: (view: AppointmentView) => void) {
  const { slug } = useTenant()
  const view = shallowRef<AppointmentView | null>(null)
  const state = ref<HoldState>('unknown')
  const isOffline = ref(false)
  const isOver = computed(() => state.value !== 'unknown' && state.value !== 'waiting')
  let isAsking = false

  function take(answer: AppointmentView) {
    view.value = answer
    state.value = stateOf[answer.state]
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
      take(await api.view(slug.value, token))
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

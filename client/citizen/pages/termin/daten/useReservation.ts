import { ref, shallowRef } from 'vue'
import { attemptFor } from '#client/citizen/stores/booking-draft.ts'
import { useBookingStore } from '#client/citizen/stores/booking.ts'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { api, ApiError, newIdempotencyKey } from '#client/lib/api.ts'
import { provingIfAsked } from '#client/lib/proof.ts'
import type { PlaceAppointment } from '#shared/contracts/appointments.ts'
import type { InferInput } from 'valibot'

type Wish = Omit<InferInput<typeof PlaceAppointment>, 'proof'>

/** Reserves a place. However often the same wish is sent, it is booked once. */
export function useReservation() {
  const { slug } = useTenant()
  const booking = useBookingStore()
  const state = ref<'idle' | 'sending' | 'proving'>('idle')
  const failure = shallowRef<ApiError | null>(null)

  /** A reservation that ran out leaves nothing to repeat: its key would bring back the old answer. */
  function dropOutdatedAttempt() {
    if (booking.hold && Date.parse(booking.hold.until) < Date.now()) booking.release()
  }

  function send(wish: Wish) {
    const attempt = attemptFor(booking.attempt, JSON.stringify(wish), newIdempotencyKey)
    booking.attempt = attempt
    return provingIfAsked(
      (proof) => api.place(slug.value, { ...wish, proof }, attempt.key),
      () => (state.value = 'proving'),
    )
  }

  /** Whether it was reserved; `failure` tells why not. */
  async function reserve(wish: Wish): Promise<boolean> {
    if (state.value !== 'idle') return false
    dropOutdatedAttempt()
    // The alternatives stay until one of them is won: their buttons hold the focus.
    if (failure.value?.code !== 'slot-taken') failure.value = null
    state.value = 'sending'
    try {
      const { holdToken: token, reference, holdUntil: until } = await send(wish)
      failure.value = null
      booking.hold = { token, reference, until, email: wish.email }
      return true
    } catch (error) {
      failure.value = error instanceof ApiError ? error : new ApiError('internal', 0)
      return false
    } finally {
      state.value = 'idle'
    }
  }

  return { state, failure, reserve }
}

import { ref, shallowRef } from 'vue'
import { attemptFor } from '#client/citizen/stores/booking-draft.ts'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { useLanguage } from '#client/composables/useLanguage.ts'
import { ApiError, newIdempotencyKey } from '#client/lib/api.ts'
import { provingIfAsked } from '#client/lib/proof.ts'
import { requestApi } from '#client/lib/request-api.ts'
import type { RequestForm } from '#shared/contracts/requests.ts'
import { requestForm } from './request-form.ts'
import { useRequestDraft } from './useRequestDraft.ts'

/** Sends the draft. However often it is sent, it is taken in once. */
export function useRequestSending() {
  const { slug } = useTenant()
  const { lang } = useLanguage()
  const draft = useRequestDraft()
  const state = ref<'idle' | 'sending' | 'proving'>('idle')
  const failure = shallowRef<ApiError | null>(null)

  async function place(form: RequestForm) {
    const attempt = attemptFor(draft.attempt, JSON.stringify(form), newIdempotencyKey)
    draft.attempt = attempt
    const placed = await provingIfAsked(
      (proof) => requestApi.place(slug.value, { ...form, proof }, attempt.key),
      () => (state.value = 'proving'),
    )
    const { holdToken: token, ticket, holdUntil: until } = placed
    draft.hold = { token, ticket, until, email: form.email }
    draft.isWaiting = false
  }

  /**
   * Whether there is something to see on the page that follows: it is sent, or waits for a network.
   * Else `failure` tells what is wrong.
   */
  async function send(): Promise<boolean> {
    if (state.value !== 'idle') return false
    // A request that ran out leaves nothing to repeat: its key would bring back the old answer.
    if (draft.hold?.isOver) Object.assign(draft, { hold: null, attempt: null })
    state.value = 'sending'
    failure.value = null
    try {
      await place(requestForm(draft, lang.value))
      return true
    } catch (error) {
      failure.value = error instanceof ApiError ? error : new ApiError('internal', 0)
      // Whether it has arrived is not known; its key lets it be sent again without harm.
      draft.isWaiting ||= failure.value.code === 'offline'
      return failure.value.code === 'offline'
    } finally {
      state.value = 'idle'
    }
  }

  return { state, failure, send }
}

import { ref, shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { announce } from '#client/composables/useAnnounce.ts'
import { type StreamState, useEventStream } from '#client/composables/useEventStream.ts'
import { waitingStreams } from '#client/lib/waiting-api.ts'
import type { WaitingView } from '#shared/contracts/waiting-room.ts'

/**
 * Follows the queue as it moves, and says what matters: that the turn is near, and where to go.
 * `onState` is told when the appointment itself has another state.
 */
export function useOwnTurn(
  token: string,
  onState: () => void,
): { own: Ref<WaitingView | null>; state: Ref<StreamState> } {
  const { t } = useI18n()
  const { slug } = useTenant()
  const own = shallowRef<WaitingView | null>(null)
  const calledAs = ref('')

  const { state } = useEventStream<WaitingView>(
    waitingStreams.own(slug.value, token),
    'waiting',
    (view) => (own.value = view),
  )

  watch(own, (view, before) => {
    if (!view) return
    if (before && before.state !== view.state) onState()
    if (view.isNext && !before?.isNext && before) announce(t('waiting.own.next'))
    const call = view.state === 'called' ? `${view.number} ${view.counter}` : ''
    if (call && call !== calledAs.value) {
      announce(t('waiting.own.called', { counter: view.counter }), 'assertive')
      // A phone in a pocket; those that cannot simply do not.
      if ('vibrate' in navigator) navigator.vibrate([300, 150, 300])
    }
    calledAs.value = call
  })

  return { own, state }
}

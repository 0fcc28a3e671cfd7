import { onMounted, ref, type Ref } from 'vue'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { waitingApi } from '#client/lib/waiting-api.ts'
import type { PushSubscription as Subscription } from '#shared/contracts/waiting-room.ts'

/** `unsupported`: this browser has no notices, or not on this page. */
export type PushState = 'unsupported' | 'off' | 'on' | 'denied' | 'busy' | 'failed'

const isSupported = () =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** base64url to bytes, as browsers want the key of the sender. */
function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

function asSubscription(subscription: PushSubscription): Subscription {
  const { endpoint, keys } = subscription.toJSON()
  return { endpoint: endpoint ?? '', keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' } }
}

/** Notices of this browser about one appointment: only if somebody wishes for them. */
export function usePush(
  token: string,
  pushKey: string,
): { state: Ref<PushState>; turnOn: () => Promise<void>; turnOff: () => Promise<void> } {
  const { slug } = useTenant()
  const state = ref<PushState>('unsupported')

  const registered = () => navigator.serviceWorker.getRegistration()
  const current = async () => (await registered())?.pushManager.getSubscription() ?? null

  async function turnOn() {
    state.value = 'busy'
    try {
      if ((await Notification.requestPermission()) !== 'granted') {
        state.value = 'denied'
        return
      }
      const registration = await registered()
      const subscription = await registration?.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: bytesOf(pushKey),
      })
      if (!subscription) throw new Error('no service worker')
      await waitingApi.subscribe(slug.value, { token, subscription: asSubscription(subscription) })
      state.value = 'on'
    } catch {
      state.value = 'failed'
    }
  }

  async function turnOff() {
    state.value = 'busy'
    try {
      const subscription = await current()
      if (subscription) {
        const body = { token, subscription: asSubscription(subscription) }
        await waitingApi.unsubscribe(slug.value, body)
        await subscription.unsubscribe()
      }
      state.value = 'off'
    } catch {
      state.value = 'failed'
    }
  }

  onMounted(async () => {
    if (!isSupported() || !(await registered())) return
    if (Notification.permission === 'denied') state.value = 'denied'
    else state.value = (await current()) ? 'on' : 'off'
  })

  return { state, turnOn, turnOff }
}

import webPush from 'web-push'
import type { Config } from '#server/config.ts'
import type { Keys } from '#server/keys.ts'
import type { PushNotice, PushSubscription } from '#shared/contracts/waiting-room.ts'

/** Who is not there within this time has been called, or comes by himself. */
const secondsToKeep = 15 * 60
const patienceMilliseconds = 10_000

/** `gone`: the browser has ended its subscription. */
export type PushOutcome = 'sent' | 'gone' | 'failed'

/** Sends notices to browsers through the push services of their makers (RFC 8030). */
export interface Push {
  /** What a browser subscribes with: only the holder of its counterpart can send. */
  publicKey: string
  /** Whether an address is one of a push service that this installation sends to. */
  knows(endpoint: string): boolean
  /** `contact` is whom the push service may write to about this. */
  send(subscription: PushSubscription, notice: PushNotice, contact: string): Promise<PushOutcome>
}

/** Null where no push service is named. */
export function createPush(config: Pick<Config, 'pushServices'>, keys: Keys): Push | null {
  if (config.pushServices.length === 0) return null
  const { publicKey, privateKey } = keys.pushKeys()
  const knows = (endpoint: string) =>
    URL.canParse(endpoint) &&
    config.pushServices.some((service) => isServedBy(new URL(endpoint), service))

  return {
    publicKey,
    knows,
    async send(subscription, notice, contact) {
      if (!knows(subscription.endpoint)) return 'gone'
      // The content is encrypted for the one browser (RFC 8291): its maker carries what it cannot read.
      const { endpoint, method, headers, body } = webPush.generateRequestDetails(
        subscription,
        JSON.stringify(notice),
        {
          vapidDetails: { subject: `mailto:${contact}`, publicKey, privateKey },
          TTL: secondsToKeep,
          urgency: 'high',
          contentEncoding: 'aes128gcm',
        },
      )
      try {
        const { status, ok } = await fetch(endpoint, {
          method,
          headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
          body: new Uint8Array(body ?? []),
          // An address that was allowed must not lead to one that is not.
          redirect: 'error',
          signal: AbortSignal.timeout(patienceMilliseconds),
        })
        if (status === 404 || status === 410) return 'gone'
        return ok ? 'sent' : 'failed'
      } catch {
        return 'failed'
      }
    },
  }
}

/** Whether an address lies at `https://host` or `https://*.host`. */
function isServedBy(endpoint: URL, service: string): boolean {
  const [protocol, host = ''] = service.split('//')
  if (endpoint.protocol !== protocol) return false
  return host.startsWith('*.') ? endpoint.host.endsWith(host.slice(1)) : endpoint.host === host
}

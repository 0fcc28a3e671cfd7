import { createMiddleware } from 'hono/factory'
import type { Deps } from '#server/deps.ts'
import type { Env } from './context.ts'

interface NodeBindings {
  incoming?: { socket?: { remoteAddress?: string } }
}

/** Tells routes who calls, as a keyed hash; X-Forwarded-For counts only from trusted proxies. */
export function identifyCaller({ config, keys }: Pick<Deps, 'config' | 'keys'>) {
  return createMiddleware<Env>(async (c, next) => {
    const bindings = c.env as NodeBindings | undefined
    const peer = bindings?.incoming?.socket?.remoteAddress ?? 'unknown'
    const forwarded = c.req.header('x-forwarded-for')
    const address = callerAddress(peer, forwarded, config.trustedProxies)
    c.set('callerKey', keys.hash('ip', address))
    await next()
  })
}

/** The last address that no trusted proxy has vouched for. */
export function callerAddress(
  peer: string,
  forwarded: string | undefined,
  trusted: readonly string[],
): string {
  const named = forwarded?.split(',').map((part) => part.trim()) ?? []
  const chain = [...named.filter(Boolean), peer]
  let address = plain(chain.pop()!)
  while (trusted.includes(address) && chain.length > 0) address = plain(chain.pop()!)
  return address
}

/** IPv4 addresses of a dual-stack socket arrive as `::ffff:10.0.0.1`. */
function plain(address: string): string {
  return address.replace(/^::ffff:/, '')
}

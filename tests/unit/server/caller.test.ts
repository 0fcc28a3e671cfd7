import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { parseConfig } from '#server/config.ts'
import { callerAddress, identifyCaller } from '#server/http/caller.ts'
import type { Env } from '#server/http/context.ts'
import { createKeys } from '#server/keys.ts'

const proxies = ['10.0.0.1', '10.0.0.2']

describe('the address of a caller', () => {
  it.each([
    ['of a direct connection is that of the peer', '203.0.113.7', undefined],
    ['does not hide behind a header without a proxy', '203.0.113.7', '198.51.100.9'],
    ['does not pose as a proxy without one', '203.0.113.7', '10.0.0.1'],
    ['is the one that the proxy saw', '10.0.0.1', '203.0.113.7'],
    ['is not what the caller wrote into the header before', '10.0.0.1', '1.1.1.1, 203.0.113.7'],
    ['is none of our proxies, though the caller wrote one', '10.0.0.1', '10.0.0.2, 203.0.113.7'],
    ['is found behind two proxies', '10.0.0.1', '203.0.113.7, 10.0.0.2'],
    ['is found without spaces', '10.0.0.1', '1.1.1.1,203.0.113.7'],
    ['of a dual-stack socket is the IPv4 address', '::ffff:203.0.113.7', undefined],
    ['is found behind a proxy on a dual-stack socket', '::ffff:10.0.0.1', '::ffff:203.0.113.7'],
  ])('%s', (_, peer, forwarded) => {
    expect(callerAddress(peer, forwarded, proxies)).toBe('203.0.113.7')
  })

  it('may be of IPv6', () => {
    expect(callerAddress('2001:db8::7', undefined, proxies)).toBe('2001:db8::7')
    expect(callerAddress('::1', '2001:db8::7', ['::1'])).toBe('2001:db8::7')
  })

  it('is the first proxy where only proxies stand', () => {
    expect(callerAddress('10.0.0.1', '10.0.0.2', proxies)).toBe('10.0.0.2')
    expect(callerAddress('10.0.0.1', undefined, proxies)).toBe('10.0.0.1')
  })

  it('is that of the peer where the proxy sends an empty header', () => {
    expect(callerAddress('10.0.0.1', '', proxies)).toBe('10.0.0.1')
  })
})

describe('a route', () => {
  const keys = createKeys(Buffer.alloc(32, 1))
  const config = parseConfig({ TRUST_PROXY: '10.0.0.1' })
  const app = new Hono<Env>()
    .use(identifyCaller({ config, keys }))
    .get('/', (c) => c.text(c.get('callerKey')))

  async function keyFor(peer: string | undefined, forwarded?: string): Promise<string> {
    const headers = forwarded === undefined ? undefined : { 'x-forwarded-for': forwarded }
    const bindings = peer && { incoming: { socket: { remoteAddress: peer } } }
    return (await app.request('/', { headers }, bindings || undefined)).text()
  }

  it('sees a keyed hash of the address and never the address', async () => {
    const key = await keyFor('203.0.113.7')
    expect(key).toBe(keys.hash('ip', '203.0.113.7'))
    expect(key).not.toContain('203')
  })

  it('sees the same caller directly and through the proxy', async () => {
    expect(await keyFor('10.0.0.1', '203.0.113.7')).toBe(await keyFor('203.0.113.7'))
    expect(await keyFor('203.0.113.8', '203.0.113.7')).not.toBe(await keyFor('203.0.113.7'))
  })

  it('answers also where no socket is known', async () => {
    expect(await keyFor(undefined)).toBe(keys.hash('ip', 'unknown'))
  })
})

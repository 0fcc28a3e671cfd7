import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, ApiError, newIdempotencyKey } from '#client/lib/api.ts'

const place = {
  services: [{ slug: 'reisepass', persons: 1 }],
  office: 'mitte',
  date: '2026-11-23',
  start: '08:00',
  name: 'Ada',
  email: 'ada@web.de',
  lang: 'de' as const,
}
const placed = { id: 'a1', reference: 'K7M-4PXQ', state: 'reserved', holdUntil: '', holdToken: 't' }
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })

const fetched = vi.fn<typeof fetch>()
const sent = (call: number) => fetched.mock.calls[call]?.[1] as RequestInit
const keyOf = (call: number) => new Headers(sent(call).headers).get('Idempotency-Key')

beforeEach(() => {
  vi.stubGlobal('fetch', fetched)
  vi.useFakeTimers()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
  fetched.mockReset()
})

describe('the way to the server', () => {
  it('asks for slots as the contract spells it', async () => {
    fetched.mockResolvedValue(json({ days: [] }))
    await api.slots('musterstadt', {
      service: ['reisepass:2', 'umzug'],
      from: '2026-11-23',
      days: 14,
    })
    expect(fetched.mock.calls[0]?.[0]).toBe(
      '/api/musterstadt/slots?service=reisepass%3A2&service=umzug&from=2026-11-23&days=14',
    )
  })

  it('turns a refusal into its code with everything that came along', async () => {
    const alternatives = [{ office: 'mitte', group: 'm1', date: '2026-11-23', start: '09:00' }]
    const error = { code: 'slot-taken', message: '', alternatives }
    fetched.mockResolvedValue(json({ error }, 409))
    await expect(api.place('musterstadt', place, 'k')).rejects.toMatchObject({
      code: 'slot-taken',
      status: 409,
      alternatives,
    })
    expect(fetched).toHaveBeenCalledTimes(1)
  })

  it('sends a booking whose reply was lost again, with the same key', async () => {
    fetched.mockRejectedValueOnce(new TypeError('network')).mockResolvedValueOnce(json(placed, 201))
    const answer = api.place('musterstadt', place, 'one-key')
    await vi.runAllTimersAsync()
    expect(await answer).toEqual(placed)
    expect([keyOf(0), keyOf(1)]).toEqual(['one-key', 'one-key'])
  })

  it('gives up after three tries and says that there is no connection', async () => {
    fetched.mockRejectedValue(new TypeError('network'))
    const answer = api.place('musterstadt', place, 'k').catch((error: unknown) => error)
    await vi.runAllTimersAsync()
    expect(await answer).toMatchObject({ code: 'offline', status: 0 })
    expect(fetched).toHaveBeenCalledTimes(3)
  })

  it('does not repeat what is not protected by a key', async () => {
    fetched.mockRejectedValue(new TypeError('network'))
    await expect(api.confirm('musterstadt', 't')).rejects.toBeInstanceOf(ApiError)
    expect(fetched).toHaveBeenCalledTimes(1)
  })

  it('never writes a token into an address', async () => {
    fetched.mockResolvedValue(json({}))
    await api.view('musterstadt', 'id.secret')
    expect(fetched.mock.calls[0]?.[0]).toBe('/api/musterstadt/appointments/view')
    expect(sent(0).body).toBe('{"token":"id.secret"}')
    expect(new Headers(sent(0).headers).get('Content-Type')).toBe('application/json')
  })

  it('reads an answer from in between, that is none of ours, as unavailable', async () => {
    fetched.mockResolvedValue(new Response('<h1>Bad gateway</h1>', { status: 502 }))
    await expect(api.tenants()).rejects.toMatchObject({ code: 'unavailable', status: 502 })
  })

  it('makes keys that nobody else makes', () => {
    const keys = new Set(Array.from({ length: 100 }, newIdempotencyKey))
    expect(keys.size).toBe(100)
    expect([...keys][0]).toMatch(/^[0-9a-f]{32}$/)
  })
})

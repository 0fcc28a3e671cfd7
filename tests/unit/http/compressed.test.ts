import { gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { compressed } from '#server/http/compressed.ts'
import type { Env } from '#server/http/context.ts'
import { sendJson } from '#server/http/send-json.ts'

const json = JSON.stringify({ text: 'Bürgerbüro, Żółć, 🏛 '.repeat(100) })
/** No text in any Unicode encoding, and yet it must arrive as it is. */
const bytes = new Uint8Array(5000).map((_, index) => index % 256)

function createApp(content: { page: string } = { page: `<p>${'Grüße '.repeat(500)}` }) {
  return new Hono<Env>()
    .get('*', compressed())
    .get('/json', (c) => sendJson(c, json))
    .get('/short', (c) => c.json({ ok: true }))
    .get('/page', (c) => c.html(content.page, 200, { 'Cache-Control': 'no-cache' }))
    .get('/personal', (c) => c.text('Łucja '.repeat(500), 200, { 'Cache-Control': 'no-store' }))
    .get('/bytes', (c) => c.body(bytes, 200, { 'Content-Type': 'text/plain' }))
    .get('/font', (c) => c.body(bytes, 200, { 'Content-Type': 'font/woff2' }))
    .get('/missing', (c) => c.text('fort '.repeat(500), 404))
}

const gzip = { 'Accept-Encoding': 'br, gzip' }

async function read(response: Response): Promise<Buffer> {
  const body = Buffer.from(await response.arrayBuffer())
  return response.headers.get('Content-Encoding') === 'gzip' ? gunzipSync(body) : body
}

describe('a text that is read', () => {
  it.each(['/json', '/page', '/personal', '/bytes'])(
    'is compressed, is the same unpacked, and the same again: %s',
    async (path) => {
      const app = createApp()
      const plain = await read(await app.request(path))
      for (let time = 0; time < 3; time++) {
        const response = await app.request(path, { headers: gzip })
        expect(response.headers.get('Content-Encoding')).toBe('gzip')
        expect(response.headers.get('Vary')).toBe('Accept-Encoding')
        expect((await read(response)).equals(plain)).toBe(true)
      }
    },
  )

  it('keeps each byte, whatever its encoding', async () => {
    const response = await createApp().request('/bytes', { headers: gzip })
    expect((await read(response)).equals(bytes)).toBe(true)
  })

  it.each(['', 'br', 'gzip;q=0, *'])(
    'is sent as it is to those who do not take gzip: %o',
    async (accepted) => {
      const headers = { 'Accept-Encoding': accepted }
      const response = await createApp().request('/json', { headers })
      expect(response.headers.get('Content-Encoding')).toBeNull()
      expect(response.headers.get('Vary')).toBe('Accept-Encoding')
      expect(await response.text()).toBe(json)
    },
  )

  it.each(['/short', '/font', '/missing'])(
    'is sent as it is where that saves nothing: %s',
    async (path) => {
      const response = await createApp().request(path, { headers: gzip })
      expect(response.headers.get('Content-Encoding')).toBeNull()
    },
  )

  it('is not sent again to those who have it, until it changes', async () => {
    const content = { page: 'alt '.repeat(500) }
    const app = createApp(content)
    const first = await app.request('/page', { headers: gzip })
    const headers = { 'If-None-Match': first.headers.get('ETag')! }
    const second = await app.request('/page', { headers })
    expect(second.status).toBe(304)
    expect(await second.text()).toBe('')
    expect(second.headers.get('ETag')).toBe(headers['If-None-Match'])
    content.page = 'neu '.repeat(500)
    const third = await app.request('/page', { headers })
    expect(await third.text()).toBe(content.page)
  })

  it('has no tag where no copy may be kept', async () => {
    const response = await createApp().request('/personal')
    expect(response.headers.get('ETag')).toBeNull()
  })
})

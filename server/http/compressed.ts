import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { parseAccept } from 'hono/utils/accept'
import { COMPRESSIBLE_CONTENT_TYPE_REGEX } from 'hono/utils/compress'
import type { Env } from './context.ts'

/** Of shorter texts, the headers weigh more than what would be saved. */
const leastBytes = 1024
/** What all kept texts may have together. */
const mostBytes = 4_000_000

/**
 * Sends texts that are read in fewer bytes: compressed to those who take gzip, and not at all to
 * those who have them, where a copy may be kept. Does the work of a text once, however often it is sent.
 */
export function compressed() {
  const written = new KnownTexts()
  const read = new KnownTexts()
  const textOf = async (c: Context<Env>) => {
    const given = c.get('text')
    if (given !== undefined) return written.find(given)
    const bytes = Buffer.from(await c.res.arrayBuffer())
    // What is personal is nowhere kept.
    return c.res.headers.get('Cache-Control') === 'no-store'
      ? new KnownText(bytes)
      : read.find(bytes)
  }
  return createMiddleware<Env>(async (c, next) => {
    await next()
    const { headers, status } = c.res
    if (!COMPRESSIBLE_CONTENT_TYPE_REGEX.test(headers.get('Content-Type') ?? '')) return
    if (c.req.method !== 'GET' || status !== 200 || headers.has('Content-Encoding')) return
    const text = await textOf(c)
    // Else Hono would turn the answer that it has into a stream.
    c.res = undefined
    headers.append('Vary', 'Accept-Encoding')
    if (headers.get('Cache-Control') === 'no-cache') {
      headers.set('ETag', text.tag)
      if (c.req.header('If-None-Match')?.includes(text.tag)) {
        headers.delete('Content-Type')
        headers.delete('Content-Length')
        c.res = new Response(null, { status: 304, headers })
        return
      }
    }
    if (text.plain.length < leastBytes || !takesGzip(c.req.header('Accept-Encoding'))) {
      c.res = new Response(text.plain, { headers })
      return
    }
    headers.delete('Content-Length')
    headers.set('Content-Encoding', 'gzip')
    c.res = new Response(text.compressed, { headers })
  })
}

function takesGzip(header: string | undefined): boolean {
  if (header === undefined) return false
  const accepted = parseAccept(header)
  const named = (type: string) => accepted.find((entry) => entry.type.toLowerCase() === type)
  return ((named('gzip') ?? named('*'))?.q ?? 0) > 0
}

type Text = string | Buffer<ArrayBuffer>

class KnownText {
  readonly plain: Text
  #compressed: Uint8Array<ArrayBuffer> | undefined
  #tag: string | undefined

  constructor(plain: Text) {
    this.plain = plain
  }

  get compressed(): Uint8Array<ArrayBuffer> {
    return (this.#compressed ??= gzipSync(this.plain))
  }

  /** A weak one: it is the same for all encodings. */
  get tag(): string {
    return (this.#tag ??= `W/"${createHash('sha256').update(this.plain).digest('base64url')}"`)
  }
}

/** The texts that were sent last. */
class KnownTexts {
  readonly #known = new Map<string, KnownText>()
  #bytes = 0

  find(plain: Text): KnownText {
    // One character a byte: no other key is compared as fast.
    const key = typeof plain === 'string' ? plain : plain.toString('latin1')
    const text = this.#known.get(key) ?? new KnownText(plain)
    if (key.length < leastBytes || key.length > mostBytes) return text
    if (this.#known.delete(key)) this.#bytes -= key.length
    this.#known.set(key, text)
    this.#bytes += key.length
    for (const oldest of this.#known.keys()) {
      if (this.#bytes <= mostBytes) break
      this.#known.delete(oldest)
      this.#bytes -= oldest.length
    }
    return text
  }
}

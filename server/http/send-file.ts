import type { Context } from 'hono'

/**
 * Answers with a file that somebody else sent: it is stored, never shown. Whatever it holds, a
 * browser neither guesses a type for it nor lets it do anything.
 */
export function sendFile(
  c: Context,
  { name, type }: { name: string; type: string },
  bytes: Buffer,
): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  })
}

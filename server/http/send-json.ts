import type { Context } from 'hono'
import type { Env } from './context.ts'

/** Answers with JSON that is written already, and tells `compressed` so: it need not read it back. */
export function sendJson(c: Context<Env>, json: string): Response {
  c.set('text', json)
  return c.body(json, 200, { 'Content-Type': 'application/json' })
}

import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'

/** Codes of both engines that mean: not now, but soon. */
const busyCodes = new Set([
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
  'SQLITE_FULL',
  'SQLITE_IOERR_WRITE',
  '55P03', // lock_not_available
  '40P01', // deadlock_detected
  '53100', // disk_full
  '53300', // too_many_connections
  '57P01', // admin_shutdown
  'ECONNREFUSED',
  'ECONNRESET',
])

/** The one place where a failure becomes an answer. */
export function handleError({ log }: Pick<Deps, 'log'>) {
  return (error: Error, c: Context): Response => {
    const known = asAppError(error)
    if (known.code === 'internal') {
      // The message may quote what somebody typed, the place in the code never does.
      const frames = error.stack?.slice(`${error.name}: ${error.message}`.length) ?? ''
      log.error('request-failed', { error: error.name, at: frames.trim().slice(0, 500) })
    }
    const retryAfter = known.details.retryAfter ?? (known.code === 'unavailable' ? 5 : undefined)
    if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
    c.header('Cache-Control', 'no-store')
    return c.json(known.toBody(), known.status)
  }
}

function asAppError(error: Error): AppError {
  if (error instanceof AppError) return error
  if (error instanceof HTTPException) {
    return new AppError(error.status === 413 ? 'body-too-large' : 'bad-request')
  }
  const code = 'code' in error ? String(error.code) : ''
  return new AppError(busyCodes.has(code) ? 'unavailable' : 'internal')
}

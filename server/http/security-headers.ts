import { createMiddleware } from 'hono/factory'

const policyFor = (scripts: string) =>
  [
    "default-src 'none'",
    `script-src ${scripts}`,
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types vue rathauslotse',
  ].join('; ')

const contentSecurityPolicy = policyFor("'self'")

/** Reads QR codes with WebAssembly where the browser cannot; no other code that is made at run time. */
export const staffContentSecurityPolicy = policyFor("'self' 'wasm-unsafe-eval'")

/** Headers of every answer; a route may set a policy of its own, but not leave one out. */
export function securityHeaders({ isProduction }: { isProduction: boolean }) {
  return createMiddleware(async (c, next) => {
    await next()
    const headers = {
      'Content-Security-Policy': contentSecurityPolicy,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(self), geolocation=(), microphone=()',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      ...(isProduction && { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }),
    }
    for (const [name, value] of Object.entries(headers)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
  })
}

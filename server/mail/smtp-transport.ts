import nodemailer from 'nodemailer'
import type { Config } from '#server/config.ts'
import { toMessage } from './message.ts'
import type { Transport } from './transport.ts'

/** Milliseconds until a silent server counts as failed. */
export interface SmtpTimeouts {
  /** Until the connection stands. */
  connect: number
  /** Until the server greets. */
  greet: number
  /** Between two signs of life, also while it takes the message. */
  silence: number
  /** For everything, against a server that trickles; shorter than a dispatcher's lease. */
  total: number
}

const usualTimeouts: SmtpTimeouts = {
  connect: 10_000,
  greet: 20_000,
  silence: 30_000,
  total: 90_000,
}

/** Sends through an SMTP server; connections are kept and used again. */
export function connectSmtp(
  config: Pick<Config, 'mailFrom' | 'mode'> & { smtpUrl: string },
  timeouts: SmtpTimeouts = usualTimeouts,
): Transport {
  // Only these parts of the URL count: nodemailer would also take `?tls.rejectUnauthorized=false`.
  const url = new URL(config.smtpUrl)
  const secure = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  const pool = nodemailer.createTransport({
    pool: true,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : secure ? 465 : 587,
    secure,
    auth: user ? { user, pass: decodeURIComponent(url.password) } : undefined,
    requireTLS: config.mode === 'production',
    // Another connection within the same try, only if not a byte of the message was sent.
    maxRequeues: 1,
    connectionTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    greetingTimeout: timeouts.greet,
    socketTimeout: timeouts.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  })
  return {
    async send(mail) {
      const message = toMessage(mail, config.mailFrom)
      await pool.sendMail({ ...message, signal: AbortSignal.timeout(timeouts.total) })
    },
    close: () => pool.close(),
  }
}

import { type Config, mailFolder } from '#server/config.ts'
import { openMailFolder } from './file-transport.ts'
import type { OutgoingMail } from './message.ts'
import { type SmtpTimeouts, connectSmtp } from './smtp-transport.ts'

/** A way by which mails leave. */
export interface Transport {
  /** Resolves once the mail is accepted for delivery; what it throws is for `classify`. */
  send(mail: OutgoingMail): Promise<void>
  /** Ends idle connections; call it after the dispatcher has stopped. */
  close(): void
}

export interface TransportOptions {
  timeouts?: SmtpTimeouts
}

/** SMTP where the configuration names a server; otherwise files that /demo/mail shows. */
export function createTransport(config: Config, options: TransportOptions = {}): Transport {
  return config.smtpUrl
    ? connectSmtp({ ...config, smtpUrl: config.smtpUrl }, options.timeouts)
    : openMailFolder(mailFolder(config), config.mailFrom)
}

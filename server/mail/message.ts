import type { SendMailOptions } from 'nodemailer'
import { is } from 'valibot'
import { EmailAddress } from '#shared/contracts/fields.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import { ImpossibleAddressError } from './classify.ts'
import type { RenderedMail } from './templates/render.ts'

/** A mail in words, with what makes it one message at every try. */
export interface OutgoingMail extends RenderedMail {
  /** `<id@host>` */
  messageId: string
  date: Instant
}

/**
 * The message as nodemailer takes it. Recipient and sender are structured, and the envelope is said
 * apart from the headers: no name and no subject can add a recipient or a header line.
 * @throws ImpossibleAddressError if the recipient is not one plain address
 */
export function toMessage(
  mail: OutgoingMail,
  mailFrom: string | null,
): SendMailOptions & { envelope: { from: string; to: string[] } } {
  if (!is(EmailAddress, mail.to.address)) throw new ImpossibleAddressError()
  const sender = mailFrom ?? `termin@${mail.tenantId}.example`
  return {
    from: { name: oneLine(mail.fromName), address: sender },
    to: { name: oneLine(mail.to.name), address: mail.to.address },
    replyTo: { name: oneLine(mail.replyTo.name), address: mail.replyTo.address },
    envelope: { from: sender, to: [mail.to.address] },
    subject: oneLine(mail.subject),
    messageId: mail.messageId,
    date: new Date(mail.date),
    text: mail.text,
    html: mail.html,
    attachments: mail.attachments,
    ...(mail.inReplyTo !== null && { inReplyTo: mail.inReplyTo }),
    ...(mail.references.length > 0 && { references: mail.references }),
    headers: { 'Content-Language': mail.lang, ...(mail.isAutomatic && automatic) },
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/**
 * So that no absence note answers (RFC 3834, section 5; the second header is Exchange's, which would
 * with `All` also keep to itself that a mail could not be delivered).
 */
const automatic = {
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'RN, NRN, OOF, AutoReply',
}

/**
 * A header is one line: whatever could end it becomes a space. `=?` would begin an encoded word
 * (RFC 2047), from which a reader's program makes the line breaks that could not be written here.
 */
const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll('=?', '= ?')
    .trim()

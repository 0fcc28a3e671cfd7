import type { AppointmentMail } from '../mails.ts'
import { contentOf } from './content.ts'
import { renderHtml } from './html.ts'
import { renderText } from './text.ts'

/** A mail in words, ready to be sent. */
export interface RenderedMail {
  tenantId: string
  lang: AppointmentMail['lang']
  fromName: string
  to: { name: string; address: string }
  /** An address. */
  replyTo: string
  subject: string
  text: string
  html: string
  attachments: { filename: string; contentType: string; content: string }[]
}

/** Renders a mail in its language; pure, so that every try sends the same words. */
export function renderMail(mail: AppointmentMail): RenderedMail {
  const content = contentOf(mail)
  return {
    tenantId: mail.tenantId,
    lang: mail.lang,
    fromName: mail.sender.officialName,
    to: { name: mail.name, address: mail.to },
    replyTo: mail.sender.replyTo,
    subject: content.subject,
    text: renderText(content),
    html: renderHtml(content),
    attachments:
      mail.calendar === null
        ? []
        : [
            {
              filename: 'termin.ics',
              contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
              content: mail.calendar,
            },
          ],
  }
}

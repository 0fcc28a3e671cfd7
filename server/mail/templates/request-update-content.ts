import type { RequestUpdateMail } from '../mails.ts'
import { type MailContent, frameOf } from './content.ts'
import { requestUpdateWords } from './request-update-words.ts'
import { requestWords } from './request-words.ts'

/** Puts a mail about something new in a request into words. */
export function requestUpdateContent(mail: RequestUpdateMail): MailContent {
  const words = requestWords[mail.lang]
  const update = requestUpdateWords[mail.lang]
  const kind = update.kinds[mail.kind]
  return {
    ...frameOf(mail),
    subject: `${kind.subject} [${mail.ticket}]`,
    preview: kind.preview(mail),
    title: kind.title,
    intro: kind.intro(mail),
    facts: [
      { label: words.mailbox, value: [mail.mailboxName] },
      ...(mail.service === null ? [] : [{ label: words.service, value: [mail.service] }]),
    ],
    reference: { label: words.ticket, code: mail.ticket, hint: words.ticketHint },
    quote: mail.text === null ? null : { title: update.text, lines: mail.text.split('\n') },
    lists: [],
    button: { label: update.button, url: mail.link, isUrgent: false, plainLink: null },
    afterButton: kind.after(mail),
  }
}

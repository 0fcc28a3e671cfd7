import type { RequestMail } from '../mails.ts'
import { type MailContent, frameOf } from './content.ts'
import { requestWords } from './request-words.ts'
import { sharedWords } from './shared-words.ts'

/** Puts a mail to a resident about a request into words. */
export function requestContent(mail: RequestMail): MailContent {
  const words = requestWords[mail.lang]
  const kind = words.kinds[mail.kind]
  const isUrgent = mail.kind === 'request-confirm'
  return {
    ...frameOf(mail),
    subject: kind.subject(mail.ticket),
    preview: kind.preview(mail),
    title: kind.title,
    intro: kind.intro(mail),
    facts: [
      { label: words.mailbox, value: [mail.mailboxName] },
      ...(mail.service === null ? [] : [{ label: words.service, value: [mail.service] }]),
    ],
    reference: { label: words.ticket, code: mail.ticket, hint: words.ticketHint },
    quote: null,
    lists: [],
    button: {
      label: kind.button,
      url: mail.link,
      isUrgent,
      plainLink: isUrgent ? sharedWords[mail.lang].linkInstead : null,
    },
    afterButton: kind.afterButton(mail),
  }
}

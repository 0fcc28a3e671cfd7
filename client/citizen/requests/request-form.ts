import type { Language } from '#shared/contracts/fields.ts'
import type { RequestForm } from '#shared/contracts/requests.ts'
import type { RequestDraft } from './request-draft.ts'

/** The draft as it is sent. What no field of the topic asks for has been left behind by a change of mind. */
export function requestForm(draft: RequestDraft, lang: Language): RequestForm {
  const { topic, service, mailbox, replyBy, window, contact, upload } = draft
  const isCallback = replyBy === 'callback'
  const answers = Object.entries(draft.fields).filter(([, answer]) => topic && answer.trim())
  return {
    text: draft.text,
    ...(topic && { topic, fields: Object.fromEntries(answers) }),
    ...(service && { service }),
    ...(mailbox && { mailbox: mailbox.slug }),
    name: contact.name.trim(),
    email: contact.email.trim(),
    phone: isCallback ? contact.phone.trim() : '',
    replyBy,
    ...(isCallback && window && { window }),
    attachments: (upload?.files ?? []).map(({ id, field }) => ({
      id,
      ...(topic && field && { field }),
    })),
    lang,
  }
}

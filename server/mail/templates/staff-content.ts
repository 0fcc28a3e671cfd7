import type { StaffMail } from '../mails.ts'
import { type MailContent, frameOf } from './content.ts'
import { sharedWords } from './shared-words.ts'
import { staffWords } from './staff-words.ts'

/** Puts a mail to the staff into words. */
export function staffContent(mail: StaffMail): MailContent {
  const words = staffWords[mail.lang][mail.kind]
  const { officialName } = mail.sender
  const isUrgent = mail.kind !== 'staff-added'
  return {
    ...frameOf(mail),
    subject: words.subject(officialName),
    preview: words.preview,
    title: words.title,
    intro: words.intro(officialName),
    facts: [],
    reference: null,
    quote: null,
    lists: [],
    button: {
      label: words.button,
      url: mail.link,
      isUrgent,
      plainLink: isUrgent ? sharedWords[mail.lang].linkInstead : null,
    },
    afterButton: words.afterButton,
  }
}

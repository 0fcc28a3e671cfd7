import type { Municipality } from '#server/tenants/municipality.ts'
import type { Sender } from './mails.ts'

/** The municipality as the sender of a mail; answers go to its general mailbox or to another one. */
export function senderOf(municipality: Municipality, replyTo?: string): Sender {
  const { tenant, mailboxes } = municipality.file
  const general = mailboxes.find((mailbox) => mailbox.id === tenant.generalMailbox)!
  return {
    officialName: tenant.officialName,
    primary: tenant.colours.primary,
    phone: tenant.phone,
    replyTo: replyTo ?? general.address,
  }
}

import type { MailboxList, TenantView } from '#shared/contracts/tenants.ts'
import type { InferOutput } from 'valibot'
import { fold } from '#shared/search/fold.ts'

export type Mailbox = InferOutput<typeof MailboxList>['mailboxes'][number]

/** The mailboxes that fit what was typed, by department, in the order of the departments. */
export function groupMailboxes(
  mailboxes: Mailbox[],
  departments: TenantView['departments'],
  typed: string,
): { slug: string; name: string; mailboxes: Mailbox[] }[] {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  return departments
    .map(({ slug, name }) => ({
      slug,
      name,
      mailboxes: mailboxes.filter((mailbox) => {
        if (mailbox.department !== slug) return false
        const titles = mailbox.services.map(({ title }) => title)
        const text = fold([name, mailbox.name, mailbox.address, ...titles].join(' '))
        return words.every((word) => text.includes(word))
      }),
    }))
    .filter((group) => group.mailboxes.length > 0)
}

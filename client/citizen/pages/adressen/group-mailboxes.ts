import type { MailboxList, TenantView } from '#shared/contracts/tenants.ts'
import type { InferOutput } from 'valibot'
import { fold } from '#shared/search/fold.ts'

export type Mailbox = InferOutput<typeof MailboxList>['mailboxes'][number]

/** Whether a text has every word that was typed. */
function says(text: string, typed: string): boolean {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  const folded = fold(text)
  return words.every((word) => folded.includes(word))
}

/** The matters of a mailbox by which it was found; none where nothing was typed. */
export const foundMatters = ({ services }: Mailbox, typed: string): Mailbox['services'] =>
  typed.trim() ? services.filter(({ title }) => says(title, typed)) : []

/** The mailboxes that fit what was typed, by department, in the order of the departments. */
export function groupMailboxes(
  mailboxes: Mailbox[],
  departments: TenantView['departments'],
  typed: string,
): { slug: string; name: string; mailboxes: Mailbox[] }[] {
  return departments
    .map(({ slug, name: department }) => ({
      slug,
      name: department,
      mailboxes: mailboxes.filter(({ department: own, name, address, services }) => {
        const titles = services.map(({ title }) => title)
        return own === slug && says([department, name, address, ...titles].join(' '), typed)
      }),
    }))
    .filter((group) => group.mailboxes.length > 0)
}

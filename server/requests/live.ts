import type { Deps } from '#server/deps.ts'
import type { Change } from '#server/live/bell.ts'

/** The bell knows days of counter groups; a mailbox rings as one without a day. */
const nameOf = (mailboxId: string) => `mailbox:${mailboxId}`

/** Tells whoever looks at these mailboxes that something is different; call it after the commit. */
export function ringRequests(
  { bell }: Pick<Deps, 'bell'>,
  tenantId: string,
  mailboxIds: readonly string[],
): void {
  const ids = [...new Set(mailboxIds)]
  bell.ring(ids.map((id) => ({ tenantId, group: nameOf(id), date: '' })))
}

/** Whether a change concerns one of these mailboxes. */
export function concernsMailboxes(tenantId: string, mailboxIds: readonly string[]) {
  const names = new Set(mailboxIds.map(nameOf))
  return (change: Change): boolean =>
    change === 'anything' || change.some((day) => day.tenantId === tenantId && names.has(day.group))
}

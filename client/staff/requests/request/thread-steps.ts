import type { IconName } from '#client/ui/icons.ts'
import type { StaffRequest, ThreadEvent } from '#shared/contracts/staff-requests.ts'

/** What is read as a message of somebody; everything else is a line between messages. */
const messages = {
  received: 'resident',
  added: 'resident',
  replied: 'resident',
  answered: 'answer',
  asked: 'answer',
  noted: 'note',
} as const

export type Look = (typeof messages)[keyof typeof messages]

export const lookOf = ({ kind }: ThreadEvent): Look | null =>
  kind in messages ? messages[kind as keyof typeof messages] : null

const icons: Partial<Record<ThreadEvent['kind'], IconName>> = {
  confirmed: 'check',
  taken: 'person',
  assigned: 'person',
  released: 'persons',
  forwarded: 'arrow',
  'callback-promised': 'phone',
  'callback-missed': 'phone',
  'callback-done': 'phone',
  merged: 'share',
  joined: 'share',
  closed: 'check',
  reopened: 'refresh',
  withdrawn: 'close',
  'faq-drafted': 'document',
  bounced: 'warning',
}

export const iconOf = ({ kind }: ThreadEvent): IconName => icons[kind] ?? 'info'

/** What was written in the last answer and before it by the resident: the seed of a question. */
export function lastAnswer(request: StaffRequest): string {
  return request.thread.findLast(({ kind, text }) => kind === 'answered' && text)?.text ?? ''
}

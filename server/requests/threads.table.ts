import type { Side } from './reply-address.ts'

/** A mail of a request's conversation with one side, as other mails refer to it. */
export interface RequestMessageTable {
  tenant_id: string
  /** `<id@host>` */
  message_id: string
  request_id: string
  side: Side
  direction: 'in' | 'out'
  /** The step of the request that it came or went with; null for what only says how it stands. */
  step: number | null
  /** What came in, with all that it quoted, as text; null once erased. */
  original: string | null
  at: string
}

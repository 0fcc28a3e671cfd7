import type { AttachmentType } from '#shared/contracts/attachments.ts'

/** A file that came with a request or waits for one; its bytes lie in a folder, named by the id. */
export interface RequestAttachmentTable {
  tenant_id: string
  id: string
  /** Keyed hash of the draft that it was sent for; null once it belongs to a request. */
  draft_key: string | null
  request_id: string | null
  /** The step of the request that it came with. */
  step: number | null
  /** The field of the topic that it answers. */
  field: string | null
  /** Counted from 1 within its draft, then within its request. */
  position: number
  type: AttachmentType
  /** Of what is kept, which is not what was sent. */
  bytes: number
  /** SHA-256 of what is kept, base64url. */
  sha256: string
  /** `writing`: nobody may rely on the file yet. `erased`: the file is about to go, the row with it. */
  state: 'writing' | 'stored' | 'erased'
  created_at: string
}

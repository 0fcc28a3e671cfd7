import * as v from 'valibot'
import { WithToken } from './appointments.ts'

/** What may be added to a request; told by the content of a file, never by its name. */
export const attachmentTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const
export const AttachmentType = v.picklist(attachmentTypes)
export type AttachmentType = v.InferOutput<typeof AttachmentType>

export const attachmentLimits = {
  /** Of one file as it is sent. */
  bytes: 10 * 1024 * 1024,
  /** Files that are sent with one message. */
  perMessage: 5,
  /** Files of one request, over all of its messages. */
  perRequest: 20,
} as const

/** The header by which an upload says for which message it is: never in an address. */
export const draftHeader = 'Upload-Draft'

/** Lets a browser send files for a message that is still being written. */
export const UploadDraft = v.object({
  draft: v.string(),
  /** Instant (ISO 8601, UTC) at which its files are erased unless they were sent. */
  until: v.string(),
})
export type UploadDraft = v.InferOutput<typeof UploadDraft>

/** What `UploadDraft` gave, on its way back. */
export const DraftToken = v.pipe(
  v.string('invalid'),
  v.maxLength(120, 'too-long'),
  v.regex(/^[\w.-]+$/, 'invalid'),
)

export const AttachmentId = v.pipe(v.string('required'), v.regex(/^[\w-]{22}$/, 'invalid'))

/** A file as it is kept. */
export const Attachment = v.object({
  id: v.string(),
  /** Named by us: `anlage-1.jpg`. */
  name: v.string(),
  type: AttachmentType,
  /** Bytes. */
  size: v.number(),
})
export type Attachment = v.InferOutput<typeof Attachment>

export const DiscardAttachment = v.strictObject({ draft: DraftToken, id: AttachmentId })

export const ReadAttachment = v.strictObject({ ...WithToken.entries, id: AttachmentId })

import type { Attempt } from '#client/citizen/stores/booking-draft.ts'
import { readDraftText } from '#client/citizen/stores/draft-text.ts'
import type { Attachment } from '#shared/contracts/attachments.ts'
import type { ChosenWindow } from '#shared/contracts/callbacks.ts'
import type { Slug } from '#shared/contracts/fields.ts'
import type { ReplyWay } from '#shared/contracts/requests.ts'

/** A file that has been uploaded. */
export interface UploadedFile extends Attachment {
  /** As the person's device names it. */
  label: string
  /** The field of the topic that it answers. */
  field?: Slug
}

/** Files that wait at the server until the request is sent, for an hour at most. */
export interface Upload {
  draft: string
  /** Instant, ISO 8601. */
  until: string
  files: UploadedFile[]
}

/** The request this browser sent and watches until its mail is confirmed. */
export interface RequestHold {
  token: string
  ticket: string
  /** Instant, ISO 8601. */
  until: string
  email: string
  /** Confirmed, withdrawn or run out: nothing is waiting any more. */
  isOver?: boolean
}

export interface RequestDraft {
  text: string
  service: Slug | null
  topic: Slug | null
  /** Who shall have it; null until somebody is chosen, then the general one takes it. */
  mailbox: { slug: string; name: string } | null
  /** Answers to the fields of the topic, by the id of the field. */
  fields: Record<string, string>
  replyBy: ReplyWay
  window: ChosenWindow | null
  contact: { name: string; email: string; phone: string }
  upload: Upload | null
  attempt: Attempt | null
  /** Wanted to be sent while there was no network; only the person sends it. */
  isWaiting: boolean
  hold: RequestHold | null
}

export const emptyRequestDraft = (): RequestDraft => ({
  text: '',
  service: null,
  topic: null,
  mailbox: null,
  fields: {},
  replyBy: 'mail',
  window: null,
  contact: { name: '', email: '', phone: '' },
  upload: null,
  attempt: null,
  isWaiting: false,
  hold: null,
})

/** The draft in a stored text, without files that the server has let go of meanwhile. */
export function readRequestDraft(text: string | null, now: number): RequestDraft {
  const draft = readDraftText(text, now, emptyRequestDraft)
  const isUploadOver = draft.upload && Date.parse(draft.upload.until) <= now
  return isUploadOver ? { ...draft, upload: null } : draft
}

/** Whether there is anything that a person would miss. */
export const isBegun = ({ text, service, fields, contact }: RequestDraft): boolean =>
  [text, service, contact.name, contact.email, ...Object.values(fields)].some(Boolean)

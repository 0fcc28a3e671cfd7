import type { WishedService } from '#shared/contracts/appointments.ts'
import type { IsoDate, Slug, WallTime } from '#shared/contracts/fields.ts'

import { readDraftText } from './draft-text.ts'

/** The place in time a person chose. It is free only until the server says so. */
export interface Choice {
  office: Slug
  date: IsoDate
  start: WallTime
}

/** What was sent, by which key, so that sending the same again books once. */
export interface Attempt {
  content: string
  key: string
}

/** The reservation this browser made and watches until its mail is confirmed. */
export interface Hold {
  token: string
  reference: string
  /** Instant, ISO 8601. */
  until: string
  email: string
  /** Confirmed, given up or run out: nothing is waiting any more. */
  isOver?: boolean
}

export interface BookingDraft {
  services: WishedService[]
  choice: Choice | null
  contact: { name: string; email: string; phone: string }
  attempt: Attempt | null
  hold: Hold | null
}

export const emptyDraft = (): BookingDraft => ({
  services: [],
  choice: null,
  contact: { name: '', email: '', phone: '' },
  attempt: null,
  hold: null,
})

/** The draft in a stored text; an empty one if there is none, it is too old or it is unreadable. */
export const readDraft = (text: string | null, now: number): BookingDraft =>
  readDraftText(text, now, emptyDraft)

/**
 * The key to send this content with: the earlier one if nothing changed, so that a lost reply or a
 * reload does not book twice; a new one for other content, which the server would refuse otherwise.
 */
export function attemptFor(
  earlier: Attempt | null,
  content: string,
  newKey: () => string,
): Attempt {
  return earlier?.content === content ? earlier : { content, key: newKey() }
}

/** Header lines of a mail as they came, unfolded, by their name in lower case. */
export type HeaderLines = ReadonlyMap<string, readonly string[]>

/** Why a mail was written by a program: codes, for the log. */
export type AutomaticReason =
  | 'auto-submitted'
  | 'precedence'
  | 'list'
  | 'suppressed'
  | 'report'
  | 'no-return-path'
  | 'responder'
  | 'robot'

const robots = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+.=-].*)?@/i

/** How programs that know nothing of RFC 3834 begin the subject of an absence note. */
const absenceSubject =
  /^\s*((automatische antwort|abwesenheits(notiz|nachricht)|out of (the )?office|automatic reply|auto[- ]?reply|auto:|réponse automatique)\b|nicht im büro:)/i

/**
 * Whether a program wrote it, and by what that is told (RFC 3834, section 2; the headers of lists of
 * RFC 2919 and 2369; those of Exchange and of other responders by their names). Null: a person may
 * have.
 */
export function automaticReason(
  headers: HeaderLines,
  from: string | null,
  subject: string,
): AutomaticReason | null {
  const first = (name: string) => headers.get(name)?.[0]?.trim().toLowerCase() ?? ''
  const has = (...names: string[]) => names.some((name) => headers.has(name))
  // Every line counts: the second `no` does not take the first `auto-replied` back.
  if ((headers.get('auto-submitted') ?? []).some((line) => !/^\s*no\s*(;|$)/i.test(line))) {
    return 'auto-submitted'
  }
  if (/^multipart\/report\b/.test(first('content-type'))) return 'report'
  if (/^<\s*>$/.test(first('return-path'))) return 'no-return-path'
  if (/^(bulk|junk|list|auto[_-]reply)\b/.test(first('precedence'))) return 'precedence'
  if ([...headers.keys()].some((name) => name.startsWith('list-'))) return 'list'
  if (has('x-auto-response-suppress')) return 'suppressed'
  if (has('x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-loop', 'x-vacation')) {
    return 'responder'
  }
  if (from !== null && robots.test(from)) return 'robot'
  return absenceSubject.test(subject) ? 'responder' : null
}

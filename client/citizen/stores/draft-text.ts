const draftHours = 24

interface Stored {
  readUntil?: number
  draft?: object
}

function parse(text: string | null): Stored | null {
  try {
    return JSON.parse(text ?? 'null') as Stored | null
  } catch {
    return null
  }
}

/** A draft as text for the browser's store, with the instant after which nobody may read it. */
export const writeDraftText = (draft: object, now: number): string =>
  JSON.stringify({ readUntil: now + draftHours * 3_600_000, draft })

/** The draft in a stored text; an empty one if there is none, it is too old or it is unreadable. */
export function readDraftText<Draft extends object>(
  text: string | null,
  now: number,
  empty: () => Draft,
): Draft {
  const stored = parse(text)
  const isReadable = stored?.draft && stored.readUntil && stored.readUntil >= now
  return isReadable ? { ...empty(), ...stored.draft } : empty()
}

/** Whether a stored text is a draft that nobody may read any more. */
export function isOverdue(text: string | null, now: number): boolean {
  const until = parse(text)?.readUntil
  return until !== undefined && until < now
}

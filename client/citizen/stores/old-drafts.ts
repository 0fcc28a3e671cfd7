import { isOverdue } from './draft-text.ts'

/** How the names of drafts begin that outlive their tab. */
export const draftKeyPrefix = 'rathauslotse.draft.'

/** Erases drafts that nobody may read any more, wherever in the app somebody begins. */
export function forgetOldDrafts(now: number): void {
  try {
    for (const key of Object.keys(localStorage)) {
      const isOld = key.startsWith(draftKeyPrefix) && isOverdue(localStorage.getItem(key), now)
      if (isOld) localStorage.removeItem(key)
    }
  } catch {
    // A browser that denies its store keeps nothing either.
  }
}

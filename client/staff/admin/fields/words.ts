import type { Words } from '#shared/contracts/entries.ts'
import type { WordList } from '#shared/contracts/words.ts'

/** Words as a form holds them: an empty field for each language that has none. */
export interface WordsDraft {
  de: string
  en: string
}

export const draftOfWords = (words: Words | undefined): WordsDraft => ({
  de: words?.de ?? '',
  en: words?.en ?? '',
})

/** Only what was filled in; German stays, so that the schema says that it is missing. */
export function wordsOfDraft({ de, en }: WordsDraft): Words {
  return { de, ...(en.trim() && { en }) }
}

/** The same for words that may be missing altogether. */
export function optionalWords(draft: WordsDraft): Words | undefined {
  return draft.de.trim() || draft.en.trim() ? wordsOfDraft(draft) : undefined
}

/** One line each, or paragraphs with an empty line between them. */
export type ListShape = 'lines' | 'paragraphs'
const joints = { lines: '\n', paragraphs: '\n\n' }
const gaps = { lines: /\n+/, paragraphs: /\n\s*\n/ }

export const draftOfList = (list: WordList | undefined, shape: ListShape): WordsDraft => ({
  de: (list?.de ?? []).join(joints[shape]),
  en: (list?.en ?? []).join(joints[shape]),
})

export function listOfDraft({ de, en }: WordsDraft, shape: ListShape): WordList {
  const split = (text: string) =>
    text
      .split(gaps[shape])
      .map((part) => part.trim())
      .filter((part) => part !== '')
  const english = split(en)
  return { de: split(de), ...(english.length > 0 && { en: english }) }
}

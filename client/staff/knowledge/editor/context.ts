import { computed, inject, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import type { EntryRow } from '#shared/contracts/staff-entries.ts'

/** Something to be said about a field: what is wrong with it, or what could be better. */
export interface Note {
  path: string
  severity: 'error' | 'warning'
  text: string
}

export interface LinkWish {
  words: string
  address: string
}

/** What the fields of an entry share. */
export interface EditorContext {
  notes: Readonly<Ref<readonly Note[]>>
  /** Every entry of the municipality: to link to, or to name as related. */
  entries: Readonly<Ref<readonly EntryRow[]>>
  /** Asks where a link leads; null if the person thinks better of it. */
  askForLink: (words: string) => Promise<LinkWish | null>
  /** Of an entry that is taken over: whether a part is said otherwise here. */
  isOverridden: (part: string) => boolean
  /** Name of the municipality that it is taken over from; empty for an entry of one's own. */
  sharedFrom: ComputedRef<string>
  /** Says a part again as the shared text does. */
  dropOverride: (part: string) => void
}

export const editorContext: InjectionKey<EditorContext> = Symbol('editor')

export function useEditorContext(): EditorContext {
  const context = inject(editorContext)
  if (!context) throw new Error('fields of an entry stand in its editor only')
  return context
}

/** The id of the field of a path: `text.de.title` → `text-de-title`. */
export const fieldId = (path: string): string => path.replaceAll('.', '-')

/** What is to be said about a field, or about a line within it. */
export function useNotes(path: () => string): {
  notes: ComputedRef<Note[]>
  describedBy: ComputedRef<string | undefined>
  isWrong: ComputedRef<boolean>
} {
  const context = useEditorContext()
  const notes = computed(() =>
    context.notes.value.filter(
      (note) => note.path === path() || note.path.startsWith(`${path()}.`),
    ),
  )
  return {
    notes,
    describedBy: computed(() => (notes.value.length > 0 ? `${fieldId(path())}-notes` : undefined)),
    isWrong: computed(() => notes.value.some(({ severity }) => severity === 'error')),
  }
}

import { computed, ref } from 'vue'

/** Mistakes in the reader's words, by the id of the field. */
export type Mistakes = Record<string, string>

/** What is wrong with a form: at each field, and summed up on top in the order of the fields. */
export function useFormErrors() {
  const errors = ref<Mistakes>({})
  const summary = ref<{ field: string; text: string }[]>([])

  /** Whether there is nothing to show. */
  function show(found: Mistakes): boolean {
    errors.value = found
    summary.value = Object.entries(found).map(([field, text]) => ({ field, text }))
    return summary.value.length === 0
  }

  /** A corrected field is no longer red; a new mistake waits for the next try. */
  function forgive(stillWrong: Mistakes) {
    for (const field of Object.keys(errors.value)) {
      if (!(field in stillWrong)) delete errors.value[field]
    }
  }

  return {
    errors,
    summary,
    /** The summary stays as it was while one of its fields is still wrong, and then goes. */
    hasErrors: computed(() => summary.value.some(({ field }) => field in errors.value)),
    show,
    forgive,
  }
}

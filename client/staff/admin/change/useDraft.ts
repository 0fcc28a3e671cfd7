import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'

/**
 * A copy of stored values that somebody works on. It follows what is stored only while nobody has
 * changed anything in it: what was typed is never lost.
 */
export function useDraft<T>(stored: () => T | null): {
  draft: Ref<T | null>
  isDirty: ComputedRef<boolean>
  /** Takes what is stored again. */
  reset: () => void
} {
  const draft = ref(null) as Ref<T | null>
  const original = ref('')
  const isDirty = computed(
    () => draft.value !== null && JSON.stringify(draft.value) !== original.value,
  )

  function reset() {
    const text = JSON.stringify(stored())
    original.value = text
    draft.value = JSON.parse(text) as T | null
  }

  watch(
    stored,
    () => {
      if (!isDirty.value) reset()
    },
    { immediate: true },
  )
  return { draft, isDirty, reset }
}

import { ref, shallowRef, watch, type Ref, type WatchSource } from 'vue'

/**
 * Loads data for a page, again whenever one of `sources` changes. What is there stays visible while
 * the next answer is on its way; an answer that was overtaken is dropped.
 */
export function useLoad<T>(
  load: () => Promise<T>,
  sources: WatchSource[] = [],
): { data: Ref<T | null>; error: Ref<unknown>; pending: Ref<boolean>; retry: () => Promise<void> } {
  const data = shallowRef<T | null>(null)
  const error = shallowRef<unknown>(null)
  const pending = ref(false)
  let latest = 0

  async function run() {
    const turn = ++latest
    pending.value = true
    try {
      const answer = await load()
      if (turn !== latest) return
      data.value = answer
      error.value = null
    } catch (failure) {
      if (turn === latest) error.value = failure
    } finally {
      if (turn === latest) pending.value = false
    }
  }

  watch(sources, run, { immediate: true })
  return { data, error, pending, retry: run }
}

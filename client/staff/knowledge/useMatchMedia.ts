import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** Whether a media query holds, now and whenever that changes. */
export function useMatchMedia(query: string): Readonly<Ref<boolean>> {
  const list = matchMedia(query)
  const isMatching = ref(list.matches)
  const update = () => (isMatching.value = list.matches)
  list.addEventListener('change', update)
  onScopeDispose(() => list.removeEventListener('change', update))
  return readonly(isMatching)
}

import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** The current instant, refreshed every `seconds` while somebody looks. */
export function useNow(seconds = 30): Readonly<Ref<Date>> {
  const now = ref(new Date())
  const timer = setInterval(() => {
    if (!document.hidden) now.value = new Date()
  }, seconds * 1000)
  const onVisible = () => {
    if (!document.hidden) now.value = new Date()
  }
  document.addEventListener('visibilitychange', onVisible)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', onVisible)
  })
  return readonly(now) as Readonly<Ref<Date>>
}

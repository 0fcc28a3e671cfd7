import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** Whether the device believes to have a network; only an answer of the server is proof. */
export function useOnline(): Readonly<Ref<boolean>> {
  const isOnline = ref(navigator.onLine)
  const look = () => (isOnline.value = navigator.onLine)
  window.addEventListener('online', look)
  window.addEventListener('offline', look)
  onScopeDispose(() => {
    window.removeEventListener('online', look)
    window.removeEventListener('offline', look)
  })
  return readonly(isOnline)
}

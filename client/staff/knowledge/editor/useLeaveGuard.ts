import { onScopeDispose, ref, type Ref } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'

/** Asks before a page is left on which something was typed that is not kept yet. */
export function useLeaveGuard(isDirty: () => boolean): {
  isAsking: Ref<boolean>
  answer: (leave: boolean) => void
} {
  const isAsking = ref(false)
  let settle: (leave: boolean) => void = () => {}

  function ask(): boolean | Promise<boolean> {
    if (!isDirty()) return true
    isAsking.value = true
    return new Promise((resolve) => (settle = resolve))
  }
  onBeforeRouteLeave(ask)
  onBeforeRouteUpdate((to, from) => to.path === from.path || ask())

  /** The browser asks in words of its own. */
  const onUnload = (event: BeforeUnloadEvent) => {
    if (isDirty()) event.preventDefault()
  }
  window.addEventListener('beforeunload', onUnload)
  onScopeDispose(() => window.removeEventListener('beforeunload', onUnload))

  return {
    isAsking,
    answer(leave) {
      isAsking.value = false
      settle(leave)
    },
  }
}

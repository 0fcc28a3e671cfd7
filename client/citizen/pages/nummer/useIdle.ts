import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'

const signs = ['pointerdown', 'keydown'] as const

/**
 * Seconds until a screen that strangers share goes back to its beginning, while `isRunning`. Whatever
 * somebody does gives the whole time again.
 */
export function useIdle(
  isRunning: () => boolean,
  seconds: () => number,
  onEnd: () => void,
): { left: Ref<number>; renew: () => void } {
  const endsAt = ref(0)
  const now = ref(Date.now())
  const left = computed(() => Math.max(0, Math.ceil((endsAt.value - now.value) / 1000)))

  function renew() {
    now.value = Date.now()
    endsAt.value = now.value + seconds() * 1000
  }

  const timer = window.setInterval(() => {
    if (!isRunning()) return
    now.value = Date.now()
    if (now.value >= endsAt.value) onEnd()
  }, 500)
  watch([isRunning, seconds], renew, { immediate: true })
  for (const sign of signs) document.addEventListener(sign, renew)
  onScopeDispose(() => {
    window.clearInterval(timer)
    for (const sign of signs) document.removeEventListener(sign, renew)
  })
  return { left, renew }
}

import { computed, onScopeDispose, ref, type WritableComputedRef } from 'vue'
import { recall, remember } from '../device-memory.ts'
import { useTypedKeys } from '../useTypedKeys.ts'

const isOff = ref(recall('keys') === 'off')

/** Keys of the day's page. They can be switched off: some people's speech input presses them by accident. */
export function useDayKeys(does: {
  n: () => void
  '/': () => void
  code: (code: string) => void
  escape: () => void
}): { isOn: WritableComputedRef<boolean> } {
  const isOn = computed({
    get: () => !isOff.value,
    set: (on) => {
      isOff.value = !on
      remember('keys', on ? 'on' : 'off')
    },
  })

  useTypedKeys({
    code: does.code,
    key: (key) => {
      if (!isOn.value) return
      if (key.toLowerCase() === 'n') does.n()
      if (key === '/') does['/']()
    },
  })

  const onEscape = ({ key, target }: KeyboardEvent) => {
    const isSearch = target instanceof HTMLElement && target.id === 'visit-search'
    if (key === 'Escape' && isSearch) does.escape()
  }
  document.addEventListener('keydown', onEscape)
  onScopeDispose(() => document.removeEventListener('keydown', onEscape))

  return { isOn }
}

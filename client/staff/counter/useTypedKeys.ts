import { onScopeDispose } from 'vue'
import { KeyReader } from './key-reader.ts'

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, select, textarea, [contenteditable]')

/**
 * Hears what is typed while no field has the focus: codes from a hand scanner, and single keys.
 * With the focus in a field the scanner types into it, as somebody with a keyboard would.
 */
export function useTypedKeys(hear: {
  code: (code: string) => void
  key?: (key: string, event: KeyboardEvent) => void
}): void {
  const reader = new KeyReader()
  let timer: ReturnType<typeof setTimeout> | undefined

  function onKey(event: KeyboardEvent) {
    const { target, key, ctrlKey, metaKey, altKey } = event
    if (isField(target) || ctrlKey || metaKey || altKey || event.isComposing) return
    if (document.querySelector('dialog[open]') && key.length === 1) return
    clearTimeout(timer)
    const typed = reader.press(key, event.timeStamp)
    // Neither the button with the focus nor the page must hear what a scanner types.
    if (reader.isScanning || typed) event.preventDefault()
    if (typed && 'code' in typed) return hear.code(typed.code)
    timer = setTimeout(() => {
      const settled = reader.settle()
      if (settled && 'key' in settled) hear.key?.(settled.key, event)
    }, KeyReader.pauseMs)
  }

  // Before the page's own listeners: Enter would press the button that has the focus.
  document.addEventListener('keydown', onKey, { capture: true })
  onScopeDispose(() => {
    clearTimeout(timer)
    document.removeEventListener('keydown', onKey, { capture: true })
  })
}

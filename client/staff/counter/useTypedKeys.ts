import { onScopeDispose } from 'vue'
import { KeyReader } from './key-reader.ts'

/** A field that wants codes by itself carries this attribute. */
const takesCodes = '[data-takes-codes]'
const isField = (target: EventTarget | null): target is HTMLInputElement =>
  target instanceof HTMLElement && target.matches('input, select, textarea')

/**
 * Hears what is typed anywhere on the page: codes from a hand scanner, also while some other field has
 * the focus, and single keys while none has.
 */
export function useTypedKeys(hear: {
  code: (code: string) => void
  key?: (key: string) => void
}): void {
  const reader = new KeyReader()
  let timer: ReturnType<typeof setTimeout> | undefined

  function onKey(event: KeyboardEvent) {
    const { target, key, ctrlKey, metaKey, altKey } = event
    if (ctrlKey || metaKey || altKey || event.isComposing) return
    if (target instanceof Element && target.closest(takesCodes)) return
    clearTimeout(timer)
    const typed = reader.press(key, event.timeStamp)
    const inField = isField(target)
    // Neither the button with the focus nor the page must hear what a scanner types.
    if (typed || (reader.isScanning && !inField)) event.preventDefault()
    if (typed && 'code' in typed) {
      if (inField) takeBack(target, typed.code)
      return hear.code(typed.code)
    }
    timer = setTimeout(() => {
      const settled = reader.settle()
      if (settled && 'key' in settled && !inField) hear.key?.(settled.key)
    }, KeyReader.pauseMs)
  }

  // Before the page's own listeners: Enter would press the button that has the focus.
  document.addEventListener('keydown', onKey, { capture: true })
  onScopeDispose(() => {
    clearTimeout(timer)
    document.removeEventListener('keydown', onKey, { capture: true })
  })
}

/** A code that went into a search field was not meant for it. */
function takeBack(field: HTMLInputElement, code: string): void {
  if (!field.value.endsWith(code)) return
  field.value = field.value.slice(0, -code.length)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

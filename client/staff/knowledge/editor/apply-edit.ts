import type { Selected } from './markdown-edits.ts'

/** Changes a text field the way typing would: the browser's undo takes it back. */
export function applyEdit(field: HTMLTextAreaElement, change: (now: Selected) => Selected): void {
  const now = { text: field.value, start: field.selectionStart, end: field.selectionEnd }
  const next = change(now)
  field.focus()
  if (next.text !== now.text) replaceWhatDiffers(field, next.text)
  field.setSelectionRange(next.start, next.end)
}

function replaceWhatDiffers(field: HTMLTextAreaElement, text: string): void {
  const before = field.value
  const shorter = Math.min(before.length, text.length)
  let head = 0
  while (head < shorter && before[head] === text[head]) head++
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === text.at(-1 - tail)) tail++

  field.setSelectionRange(head, before.length - tail)
  const words = text.slice(head, text.length - tail)
  // Old, but the only way that keeps the history of a text field; every browser knows it.
  const isTyped = document.execCommand(words ? 'insertText' : 'delete', false, words)
  if (isTyped) return
  field.setRangeText(words)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

import { onScopeDispose, type Ref } from 'vue'

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, select, textarea, [contenteditable]')

/**
 * Arrow keys, Home and End go from row to row of a list while one of its links has the focus. The
 * links stay reachable by Tab: nobody has to know the keys.
 */
export function useRowKeys(list: Readonly<Ref<HTMLElement | null>>, rows = '[data-row]'): void {
  function onKey(event: KeyboardEvent) {
    const { key, target, altKey, ctrlKey, metaKey, shiftKey } = event
    if (altKey || ctrlKey || metaKey || shiftKey || isField(target)) return
    if (!list.value?.contains(target as Node)) return
    const links = [...list.value.querySelectorAll<HTMLElement>(rows)]
    const at = links.findIndex((link) => link === target || link.contains(target as Node))
    if (at < 0) return
    const next = nextOf(key, at, links.length)
    if (next === null) return
    event.preventDefault()
    links[next]?.focus()
  }
  document.addEventListener('keydown', onKey)
  onScopeDispose(() => document.removeEventListener('keydown', onKey))
}

function nextOf(key: string, at: number, count: number): number | null {
  if (key === 'ArrowDown') return Math.min(at + 1, count - 1)
  if (key === 'ArrowUp') return Math.max(at - 1, 0)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}

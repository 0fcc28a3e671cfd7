import { onScopeDispose } from 'vue'

/** A counter that nobody touches for so long locks itself. */
const idleMinutes = 10
const checkSeconds = 15
const storageKey = 'staff-last-touch'

/** Calls `lock` when nobody has touched any window of this browser for a while. */
export function useIdleLock(lock: () => void): void {
  let lastTouch = Date.now()

  function touch() {
    const now = Date.now()
    // Other windows need not know of every key.
    if (now - lastTouch > checkSeconds * 1000) remember(now)
    lastTouch = now
  }
  function check() {
    if (Date.now() - Math.max(lastTouch, remembered()) > idleMinutes * 60_000) lock()
  }

  const events = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const
  for (const name of events) document.addEventListener(name, touch, { passive: true })
  // A laptop that was closed checks as soon as somebody opens it.
  document.addEventListener('visibilitychange', check)
  const timer = setInterval(check, checkSeconds * 1000)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', check)
    for (const name of events) document.removeEventListener(name, touch)
  })
}

function remember(instant: number): void {
  try {
    localStorage.setItem(storageKey, String(instant))
  } catch {
    // Private windows may refuse; then each window counts for itself.
  }
}

function remembered(): number {
  try {
    return Number(localStorage.getItem(storageKey) ?? 0)
  } catch {
    return 0
  }
}

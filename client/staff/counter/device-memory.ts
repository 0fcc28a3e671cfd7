/**
 * Small things that a device remembers for whoever works at it: the office, the counter, whether it
 * makes sounds. A browser that stores nothing forgets them with the tab.
 */
const prefix = 'rathauslotse.counter.'

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name)
  } catch {
    return null
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value)
  } catch {
    // It then holds until the tab is closed.
  }
}

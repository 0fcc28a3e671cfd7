import { readonly, reactive } from 'vue'

const regions = reactive({ polite: '', assertive: '' })

/** Puts a sentence into the one live region of the app. The same sentence twice is read twice. */
export function announce(text: string, urgency: 'polite' | 'assertive' = 'polite'): void {
  regions[urgency] = ''
  // A live region speaks only when its content changes after it has been rendered.
  setTimeout(() => {
    regions[urgency] = text
  }, 60)
}

/** For the shell, which renders the regions. */
export function useAnnouncements() {
  return readonly(regions)
}

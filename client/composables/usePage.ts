import { nextTick, onMounted, ref, watch, watchEffect } from 'vue'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { announce } from './useAnnounce.ts'

const navigated = ref(false)

/** Called by the router after the first navigation: from now on a page takes the focus when it opens. */
export function markNavigated(): void {
  navigated.value = true
}

/**
 * Names the page in the tab and, after a navigation, moves the focus to its `<h1 tabindex="-1">`
 * and says its title. On the first load the browser does both by itself. A page whose title has to
 * be loaded gives an empty one until then.
 */
export function usePage(page: { title: () => string }): void {
  const { tenant } = useTenant()

  watchEffect(() => {
    if (page.title()) {
      document.title = [page.title(), tenant.value?.name].filter(Boolean).join(' – ')
    }
  })

  onMounted(() => {
    if (!navigated.value) return
    const stop = watch(
      page.title,
      async (title) => {
        if (!title) return
        await nextTick()
        stop()
        announce(title)
        document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
      },
      { immediate: true },
    )
  })
}

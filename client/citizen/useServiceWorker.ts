import { onMounted, readonly, ref } from 'vue'
import { trustedScriptUrl } from '#client/lib/trusted-script.ts'
import { isKeptAnswer } from '#client/sw/strategies.ts'

/** The first visit began without the worker. What it has read is asked for again, and kept this time. */
function keepFirstAnswers() {
  const addresses = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => isKeptAnswer(new URL(name).pathname))
  for (const address of new Set(addresses)) void readToEnd(address)
}

/** A body that nobody reads would keep its connection open. */
async function readToEnd(address: string) {
  try {
    await (await fetch(address)).arrayBuffer()
  } catch {
    // Without network there is nothing to keep yet.
  }
}

/** Registers the service worker and tells when a new version waits for the person's consent. */
export function useServiceWorker() {
  const updateReady = ref(false)
  let waiting: ServiceWorker | null = null

  function offer(worker: ServiceWorker | null) {
    // Without a controller this is the first visit: nothing is replaced, nobody needs to agree.
    if (!worker || !navigator.serviceWorker.controller) return
    waiting = worker
    updateReady.value = true
  }

  async function register() {
    if (!navigator.serviceWorker.controller) {
      const once = { once: true }
      navigator.serviceWorker.addEventListener('controllerchange', keepFirstAnswers, once)
    }
    const registration = await navigator.serviceWorker.register(trustedScriptUrl('/sw.js'))
    offer(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const { installing } = registration
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed') offer(installing)
      })
    })
  }

  function update() {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
      once: true,
    })
    waiting?.postMessage('skip-waiting')
  }

  onMounted(() => {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
    // A browser that refuses (private mode, a policy) simply has no offline copy.
    register().catch(() => undefined)
  })

  return { updateReady: readonly(updateReady), update, dismiss: () => (updateReady.value = false) }
}

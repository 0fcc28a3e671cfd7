import { onMounted, readonly, ref } from 'vue'
import { isKeptAnswer } from '#client/sw/strategies.ts'

interface ScriptUrlPolicy {
  createScriptURL(url: string): string
}
interface TrustedTypesWindow {
  trustedTypes?: {
    createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy
  }
}

const scriptUrl = '/sw.js'

/** The page's security policy admits script addresses from this policy only, and this policy only one. */
function trustedScriptUrl(): string {
  const rules: ScriptUrlPolicy = {
    createScriptURL: (url) => {
      if (url !== scriptUrl) throw new TypeError(`not our service worker: ${url}`)
      return url
    },
  }
  const { trustedTypes } = window as TrustedTypesWindow
  return (trustedTypes?.createPolicy('rathauslotse', rules) ?? rules).createScriptURL(scriptUrl)
}

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
    const registration = await navigator.serviceWorker.register(trustedScriptUrl())
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

import { isPublicAnswer } from '#client/sw/staff-strategies.ts'

interface ScriptUrlPolicy {
  createScriptURL(url: string): string
}
interface TrustedTypesWindow {
  trustedTypes?: {
    createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy
  }
}

const scriptUrl = '/staff-sw.js'

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

/**
 * Lets the counter's pages come up without network. The page has just been opened and nothing is
 * typed yet: a newer version that waits may take over at once.
 */
export async function registerStaffWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  try {
    if (!navigator.serviceWorker.controller) {
      const once = { once: true }
      navigator.serviceWorker.addEventListener('controllerchange', keepFirstAnswers, once)
    }
    const url = trustedScriptUrl()
    const registration = await navigator.serviceWorker.register(url, { scope: '/staff' })
    registration.waiting?.postMessage('skip-waiting')
  } catch {
    // A browser that refuses (private mode, a policy) needs the network for every page.
  }
}

/** The first visit began without the worker: what it has read is asked for again, and kept this time. */
function keepFirstAnswers() {
  const addresses = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => isPublicAnswer(new URL(name).pathname))
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

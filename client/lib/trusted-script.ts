interface ScriptUrlPolicy {
  createScriptURL(url: string): string
}
interface TrustedTypesWindow {
  trustedTypes?: {
    createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy
  }
}

/** The service worker, and what the build has made. */
const ours = /^\/(sw\.js|assets\/[\w.-]+\.js)$/

const rules: ScriptUrlPolicy = {
  createScriptURL: (url) => {
    if (!ours.test(url) && import.meta.env.PROD) throw new TypeError(`not our script: ${url}`)
    return url
  },
}

let policy: ScriptUrlPolicy | null = null

/**
 * The address of a worker's script. The page's security policy admits such addresses from this
 * policy only, and lets it be made once.
 */
export function trustedScriptUrl(url: string): string {
  const { trustedTypes } = window as TrustedTypesWindow
  policy ??= trustedTypes?.createPolicy('rathauslotse', rules) ?? rules
  return policy.createScriptURL(url)
}

import { computed, ref, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'

/** What a link leads to; this tab remembers one of each. */
export type Linked = 'appointment' | 'request'

const keyNames = { appointment: 'link', request: 'request-link' } satisfies Record<Linked, string>
const storageKey = (linked: Linked, tenant: string) => `rathauslotse.${keyNames[linked]}.${tenant}`

function recall(key: string): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

function remember(key: string, token: string) {
  try {
    sessionStorage.setItem(key, token)
  } catch {
    // Without storage the link works until the page is reloaded.
  }
}

/**
 * The capability from the fragment of a mailed link. It leaves the address bar once it is read, so that
 * no screenshot and no shared address carries it; this tab remembers it.
 */
export function useManageLink(linked: Linked = 'appointment'): {
  token: Ref<string | null>
  forget: () => void
} {
  const route = useRoute()
  const router = useRouter()
  const { slug } = useTenant()
  const key = computed(() => storageKey(linked, slug.value))
  const token = ref(recall(key.value))

  watch(
    () => route.hash,
    (hash) => {
      // A fragment without a dot is a jump within the page, never `id.secret`.
      if (!hash.includes('.')) return
      token.value = hash.slice(1)
      remember(key.value, token.value)
      void router.replace({ query: route.query, hash: '', force: true })
    },
    { immediate: true },
  )

  function forget() {
    token.value = null
    try {
      sessionStorage.removeItem(key.value)
    } catch {
      // Nothing was remembered then.
    }
  }

  return { token, forget }
}

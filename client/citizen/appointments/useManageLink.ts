import { ref, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'

const storageKey = (tenant: string) => `rathauslotse.link.${tenant}`

function recall(tenant: string): string | null {
  try {
    return sessionStorage.getItem(storageKey(tenant))
  } catch {
    return null
  }
}

function remember(tenant: string, token: string) {
  try {
    sessionStorage.setItem(storageKey(tenant), token)
  } catch {
    // Without storage the link works until the page is reloaded.
  }
}

/**
 * The capability from the fragment of a mailed link. It leaves the address bar once it is read, so that
 * no screenshot and no shared address carries it; this tab remembers it.
 */
export function useManageLink(): { token: Ref<string | null>; forget: () => void } {
  const route = useRoute()
  const router = useRouter()
  const { slug } = useTenant()
  const token = ref(recall(slug.value))

  watch(
    () => route.hash,
    (hash) => {
      // A fragment without a dot is a jump within the page, never `id.secret`.
      if (!hash.includes('.')) return
      token.value = hash.slice(1)
      remember(slug.value, token.value)
      void router.replace({ query: route.query, hash: '', force: true })
    },
    { immediate: true },
  )

  function forget() {
    token.value = null
    try {
      sessionStorage.removeItem(storageKey(slug.value))
    } catch {
      // Nothing was remembered then.
    }
  }

  return { token, forget }
}

import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { ApiError } from '#client/lib/api.ts'

/** Leads on to the entry that took the place of an archived one, as the server does with a new visit. */
export function useMoved(error: () => unknown): void {
  const route = useRoute()
  const router = useRouter()
  watch(error, (failure) => {
    if (!(failure instanceof ApiError) || !failure.movedTo) return
    void router.replace({
      path: `/${String(route.params.tenant)}/${failure.movedTo}`,
      query: route.query,
    })
  })
}

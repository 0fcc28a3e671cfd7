import { computed, type ComputedRef, ref, type Ref, watch } from 'vue'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { useLoad } from '#client/composables/useLoad.ts'
import type {
  RequestLine,
  StaffRequests,
  StaffRequestsQuery,
} from '#shared/contracts/staff-requests.ts'
import type { InferOutput } from 'valibot'
import { requestsApi } from '../requests-api.ts'

/** The list that an address asks for, page after page; read anew, it is as long as it was. */
export function useRequestList(query: Ref<InferOutput<typeof StaffRequestsQuery>>): {
  lines: ComputedRef<RequestLine[] | null>
  hasMore: ComputedRef<boolean>
  error: Ref<unknown>
  pending: Ref<boolean>
  more: () => Promise<void>
  retry: () => Promise<void>
} {
  const { slug } = useTenant()
  const asText = computed(() => JSON.stringify(query.value))
  const pages = ref(1)
  watch(asText, () => (pages.value = 1), { flush: 'sync' })

  async function read(): Promise<StaffRequests> {
    let list = await requestsApi.list(slug.value, query.value)
    for (let page = 1; page < pages.value && list.next; page++) {
      const following = await requestsApi.list(slug.value, { ...query.value, after: list.next })
      list = { ...following, requests: [...list.requests, ...following.requests] }
    }
    return list
  }

  const { data, error, pending, retry } = useLoad(read, [slug, asText])
  return {
    lines: computed(() => data.value?.requests ?? null),
    hasMore: computed(() => Boolean(data.value?.next)),
    error,
    pending,
    more: () => {
      pages.value += 1
      return retry()
    },
    retry,
  }
}

import type { Ref } from 'vue'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { useLoad } from '#client/composables/useLoad.ts'
import type { SharedMailboxes } from '#shared/contracts/staff-requests.ts'
import { useLiveChanges } from '../counter/live-changes.ts'
import { requestsApi } from './requests-api.ts'

/** The mailboxes that one shares, followed as they change. `onChange`: what else is to be read anew. */
export function useSharedMailboxes(onChange: () => void = () => {}): {
  shared: Ref<SharedMailboxes | null>
  error: Ref<unknown>
  retry: () => Promise<void>
} {
  const { slug } = useTenant()
  const { data, error, retry } = useLoad(() => requestsApi.mailboxes(slug.value), [slug])
  useLiveChanges(
    () => requestsApi.livePath(slug.value),
    () => {
      void retry()
      onChange()
    },
  )
  return { shared: data, error, retry }
}

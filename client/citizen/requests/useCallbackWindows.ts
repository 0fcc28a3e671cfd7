import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { useLoad } from '#client/composables/useLoad.ts'
import { requestApi } from '#client/lib/request-api.ts'

/** When the team of a mailbox can be promised to call; `null` stands for the general mailbox. */
export function useCallbackWindows(mailbox: () => string | null) {
  const { slug } = useTenant()
  return useLoad(() => requestApi.windows(slug.value, mailbox()), [slug, mailbox])
}

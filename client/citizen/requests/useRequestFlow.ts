import { useRouter } from 'vue-router'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { useRequestDraft } from './useRequestDraft.ts'

/** The draft, on a page that needs to know what it is about; without that it leads to the first page. */
export function useRequestFlow() {
  const router = useRouter()
  const { slug } = useTenant()
  const draft = useRequestDraft()
  draft.open(slug.value)
  if (!draft.hasMatter) void router.replace({ name: 'request-new' })
  return draft
}

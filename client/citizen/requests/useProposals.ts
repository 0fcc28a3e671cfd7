import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { useLanguage } from '#client/composables/useLanguage.ts'
import { useLoad } from '#client/composables/useLoad.ts'
import { requestApi } from '#client/lib/request-api.ts'
import { useRequestDraft } from './useRequestDraft.ts'

/** Answers that may settle it, and who may be responsible. */
export function useProposals() {
  const { slug } = useTenant()
  const { lang } = useLanguage()
  const draft = useRequestDraft()
  return useLoad(
    () =>
      requestApi.proposals(slug.value, {
        ...(draft.text.trim() && { text: draft.text.trim() }),
        ...(draft.service && { service: draft.service }),
        lang: lang.value,
      }),
    [slug, lang],
  )
}

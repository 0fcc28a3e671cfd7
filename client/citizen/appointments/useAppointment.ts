import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { useLoad } from '#client/composables/useLoad.ts'
import { api, ApiError } from '#client/lib/api.ts'
import type { AppointmentView } from '#shared/contracts/appointments.ts'
import { useManageLink } from './useManageLink.ts'

const linkProblems = ['link-invalid', 'link-expired', 'link-cancelled', 'link-past'] as const
/** Why a link leads to no appointment. */
export type LinkProblem = (typeof linkProblems)[number] | 'noToken'

export const problemOf = (error: unknown): LinkProblem | null =>
  error instanceof ApiError ? (linkProblems.find((code) => code === error.code) ?? null) : null

/** The appointment behind the mailed link, and what can be done to it. */
export function useAppointment(): {
  token: Ref<string | null>
  view: Ref<AppointmentView | null>
  problem: ComputedRef<LinkProblem | null>
  failure: ComputedRef<unknown>
  busy: Ref<boolean>
  retry: () => Promise<void>
  act: (
    action: (slug: string, token: string) => Promise<AppointmentView | null>,
  ) => Promise<boolean>
  forget: () => void
} {
  const { slug } = useTenant()
  const { token, forget } = useManageLink()
  const {
    data: view,
    error,
    retry,
  } = useLoad(async () => (token.value ? api.view(slug.value, token.value) : null), [token])
  const busy = shallowRef(false)

  const problem = computed<LinkProblem | null>(() =>
    token.value ? problemOf(error.value) : 'noToken',
  )
  const failure = computed(() => (error.value && !problem.value ? error.value : null))

  /** Whether it worked; what went wrong stands in `problem` or `failure`. */
  async function act(action: (slug: string, token: string) => Promise<AppointmentView | null>) {
    if (!token.value || busy.value) return false
    busy.value = true
    try {
      view.value = await action(slug.value, token.value)
      error.value = null
      return true
    } catch (thrown) {
      error.value = thrown
      return false
    } finally {
      busy.value = false
    }
  }

  return { token, view, problem, failure, busy, retry, act, forget }
}

import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { useLoad } from '#client/composables/useLoad.ts'
import { useManageLink, type Linked } from './useManageLink.ts'

type Action<View> = (slug: string, token: string) => Promise<View | null>

/** What stands behind a mailed link, and what can be done to it. */
export interface LinkedView<View, Problem> {
  token: Ref<string | null>
  view: Ref<View | null>
  /** Why the link leads to nothing. */
  problem: ComputedRef<Problem | 'noToken' | null>
  /** What went wrong otherwise, and may go right at the next try. */
  failure: ComputedRef<unknown>
  busy: Ref<boolean>
  retry: () => Promise<void>
  /** Whether it worked; what went wrong stands in `problem` or `failure`. */
  act: (action: Action<View>) => Promise<boolean>
  forget: () => void
}

/** Loads what the link of this page leads to, and keeps what is shown as new as the last action. */
export function useLinked<View, Problem>(
  linked: Linked,
  load: Action<View>,
  problemOf: (error: unknown) => Problem | null,
): LinkedView<View, Problem> {
  const { slug } = useTenant()
  const { token, forget } = useManageLink(linked)
  const {
    data: view,
    error,
    retry,
  } = useLoad(async () => (token.value ? load(slug.value, token.value) : null), [token])
  const busy = shallowRef(false)

  const problem = computed(() => (token.value ? problemOf(error.value) : 'noToken'))
  const failure = computed(() => (error.value && !problem.value ? error.value : null))

  async function act(action: Action<View>) {
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

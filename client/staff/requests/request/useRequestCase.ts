import { inject, type InjectionKey, nextTick, provide, ref, type Ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { announce } from '#client/composables/useAnnounce.ts'
import { ApiError } from '#client/lib/api.ts'
import { errorWords } from '#client/lib/error-words.ts'
import type { RequestGone, StaffRequest } from '#shared/contracts/staff-requests.ts'
import { useLiveChanges } from '../../counter/live-changes.ts'
import { requestsApi } from '../requests-api.ts'

/** One request, as the team sees it, and what is done to it. */
export interface RequestCase {
  tenant: Ref<string>
  request: Ref<StaffRequest | null>
  error: Ref<unknown>
  /** It lies in a mailbox now that one does not share. */
  gone: Ref<RequestGone | null>
  busy: Ref<boolean>
  /** Why the last step was refused, in the reader's words. */
  refused: Ref<string>
  read: () => Promise<void>
  /**
   * Does one step at a time and says it; a refused one leaves everything typed as it is. Somebody
   * else may have been faster: then the request is read anew.
   * @returns whether it was done
   */
  act: (work: () => Promise<StaffRequest>, said: string) => Promise<boolean>
  /** For steps in a dialog, which shows by itself why they are refused. */
  take: (now: StaffRequest, said: string) => void
  leave: (where: RequestGone, said: string) => void
}

const key: InjectionKey<RequestCase> = Symbol('the request that is open')

/** For what stands on the page of a request. */
export function useRequestCase(): RequestCase {
  const opened = inject(key)
  if (!opened) throw new Error('no request above this component')
  return opened
}

/** For the page: reads the request and follows what colleagues do to it. */
export function provideRequestCase(tenant: Ref<string>, id: Ref<string>): RequestCase {
  const { t } = useI18n()
  const request = shallowRef<StaffRequest | null>(null)
  const error = shallowRef<unknown>(null)
  const gone = shallowRef<RequestGone | null>(null)
  const busy = ref(false)
  const refused = ref('')
  let latest = 0

  async function read() {
    const turn = ++latest
    try {
      const found = await requestsApi.one(tenant.value, id.value)
      if (turn !== latest) return
      request.value = found
      error.value = null
    } catch (failure) {
      if (turn === latest) error.value = failure
    }
  }

  function take(now: StaffRequest, said: string) {
    latest++
    request.value = now
    announce(said)
  }

  function refuse(failure: unknown) {
    if (!(failure instanceof ApiError)) throw failure
    refused.value = t(
      failure.code === 'state-conflict' ? 'staff-requests.refused' : errorWords[failure.code],
    )
    if (failure.code === 'state-conflict') void read()
  }

  async function act(work: () => Promise<StaffRequest>, said: string): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    refused.value = ''
    try {
      take(await work(), said)
      return true
    } catch (failure) {
      refuse(failure)
      return false
    } finally {
      busy.value = false
    }
  }

  function leave(where: RequestGone, said: string) {
    if (where.request) return take(where.request, said)
    gone.value = where
    announce(said)
    void nextTick(() => document.querySelector<HTMLElement>('main h1')?.focus())
  }

  watch(
    [tenant, id],
    () => {
      request.value = null
      error.value = null
      gone.value = null
      refused.value = ''
      void read()
    },
    { immediate: true },
  )
  useLiveChanges(
    () => requestsApi.livePath(tenant.value),
    () => {
      if (!busy.value && !gone.value) void read()
    },
  )

  const opened = { tenant, request, error, gone, busy, refused, read, act, take, leave }
  provide(key, opened)
  return opened
}

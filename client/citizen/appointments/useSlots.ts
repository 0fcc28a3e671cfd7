import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { api, ApiError } from '#client/lib/api.ts'
import { addDays, daysBetween } from '#client/lib/dates.ts'
import type { IsoDate } from '#shared/contracts/fields.ts'
import { maxSlotDays } from '#shared/contracts/slots.ts'
import { appendDays, type FreeDay } from './times.ts'

const daysAtFirst = 14
/** A list older than this is asked for anew when somebody looks at it again. */
const staleAfterMs = 60_000

interface Range {
  from: IsoDate
  days: number
}

/** The free times of a wish from a day on; more days on demand. Always from the network. */
export function useSlots(services: () => readonly string[], from: Ref<IsoDate>) {
  const { slug } = useTenant()
  const days = shallowRef<FreeDay[]>([])
  const nextRelease = ref<string | null>(null)
  const bookableUntil = ref<IsoDate | null>(null)
  const coveredUntil = ref<IsoDate | null>(null)
  const state = ref<'loading' | 'ready' | 'offline' | 'failed'>('loading')
  const error = shallowRef<unknown>(null)
  const isExtending = ref(false)
  let loadedAt = 0
  let controller = new AbortController()

  const hasMore = computed(
    () =>
      bookableUntil.value !== null &&
      coveredUntil.value !== null &&
      coveredUntil.value < bookableUntil.value,
  )

  async function ask(range: Range, signal: AbortSignal) {
    const answer = await api.slots(slug.value, { service: services(), ...range }, signal)
    nextRelease.value = answer.nextRelease
    bookableUntil.value = answer.bookableUntil
    coveredUntil.value = addDays(range.from, range.days - 1)
    return answer.days
  }

  /** The range that follows what is known; without a free day yet, all that can be asked for at once. */
  function nextRange(): Range {
    const start = addDays(coveredUntil.value ?? from.value, 1)
    const left = daysBetween(start, bookableUntil.value ?? start) + 1
    const wished = days.value.length > 0 ? daysAtFirst : maxSlotDays
    return { from: start, days: Math.max(1, Math.min(left, wished)) }
  }

  /** Runs one exchange with the server; a newer one drops it. */
  async function run(exchange: (signal: AbortSignal) => Promise<void>) {
    controller.abort()
    controller = new AbortController()
    const { signal } = controller
    try {
      await exchange(signal)
      loadedAt = Date.now()
      state.value = 'ready'
    } catch (failure) {
      if (signal.aborted) return
      error.value = failure
      const isOffline = failure instanceof ApiError && failure.code === 'offline'
      state.value = isOffline ? 'offline' : 'failed'
    }
  }

  async function load(length: number) {
    await run(async (signal) => {
      let found = await ask({ from: from.value, days: length }, signal)
      while (found.length === 0 && hasMore.value) {
        days.value = []
        found = await ask(nextRange(), signal)
      }
      days.value = found
    })
  }

  function begin() {
    state.value = 'loading'
    days.value = []
    return load(daysAtFirst)
  }

  /** Asks anew for what is shown, without taking it away meanwhile. */
  function refresh() {
    if (state.value !== 'ready') return begin()
    const shown = coveredUntil.value ? daysBetween(from.value, coveredUntil.value) + 1 : daysAtFirst
    return load(Math.min(shown, maxSlotDays))
  }

  async function more() {
    if (isExtending.value) return
    isExtending.value = true
    await run(async (signal) => {
      days.value = appendDays(days.value, await ask(nextRange(), signal))
    })
    isExtending.value = false
  }

  function onVisible() {
    if (!document.hidden && Date.now() - loadedAt > staleAfterMs) void refresh()
  }
  function onOnline() {
    if (state.value === 'offline') void begin()
  }
  function onOffline() {
    state.value = 'offline'
  }
  document.addEventListener('visibilitychange', onVisible)
  window.addEventListener('online', onOnline)
  window.addEventListener('offline', onOffline)
  onScopeDispose(() => {
    controller.abort()
    document.removeEventListener('visibilitychange', onVisible)
    window.removeEventListener('online', onOnline)
    window.removeEventListener('offline', onOffline)
  })

  watch([() => services().join(), from], begin, { immediate: true })

  return {
    days,
    nextRelease,
    bookableUntil,
    coveredUntil,
    state,
    error,
    hasMore,
    isExtending,
    refresh,
    begin,
    more,
  }
}

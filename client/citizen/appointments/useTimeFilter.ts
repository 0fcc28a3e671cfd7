import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { IsoDate } from '#shared/contracts/fields.ts'
import { asDaytime, type Daytime } from './times.ts'
import { firstOf } from './wishes.ts'

const datePattern = /^\d{4}-\d{2}-\d{2}$/

/** The filter of the list of times. It stands in the address: a reload and a shared link keep it. */
export function useTimeFilter(): {
  /** Empty: all offices. */
  office: WritableComputedRef<string>
  daytime: WritableComputedRef<Daytime>
  /** Null: from today. */
  from: WritableComputedRef<IsoDate | null>
  reset: () => void
} {
  const route = useRoute()
  const router = useRouter()

  function write(change: Record<string, string | undefined>) {
    void router.replace({ query: { ...route.query, ...change } })
  }

  const office = computed({
    get: () => firstOf(route.query.office) ?? '',
    set: (slug) => write({ office: slug || undefined }),
  })
  const daytime = computed({
    get: () => asDaytime(firstOf(route.query.daytime)),
    set: (value) => write({ daytime: value === 'all' ? undefined : value }),
  })
  const from = computed({
    get: () => {
      const date = firstOf(route.query.from)
      return date && datePattern.test(date) ? date : null
    },
    set: (date) => write({ from: date ?? undefined }),
  })
  const reset = () => write({ office: undefined, daytime: undefined })

  return { office, daytime, from, reset }
}

import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import * as v from 'valibot'
import { EntriesQuery } from '#shared/contracts/staff-entries.ts'

/** What the list is narrowed to. It stands in the address, so that it can be kept and passed on. */
export function useEntryQuery(): {
  query: ComputedRef<EntriesQuery>
  change: (part: Partial<Record<keyof EntriesQuery, string>>) => void
  clear: () => void
} {
  const route = useRoute()
  const router = useRouter()

  /** A value that somebody has made up in the address counts as none. */
  const query = computed(() =>
    Object.entries(EntriesQuery.entries).reduce<EntriesQuery>((known, [key, schema]) => {
      const parsed = v.safeParse(schema, route.query[key])
      return parsed.success && parsed.output ? { ...known, [key]: parsed.output } : known
    }, {}),
  )

  function change(part: Partial<Record<keyof EntriesQuery, string>>) {
    const entries = Object.entries({ ...query.value, ...part }).filter(([, value]) => value)
    void router.replace({ query: Object.fromEntries(entries) })
  }

  return { query, change, clear: () => void router.replace({ query: {} }) }
}

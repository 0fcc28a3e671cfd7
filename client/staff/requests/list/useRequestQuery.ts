import { computed, type ComputedRef } from 'vue'
import { type RouteLocationRaw, useRoute, useRouter } from 'vue-router'
import * as v from 'valibot'
import { StaffRequestsQuery } from '#shared/contracts/staff-requests.ts'

type Query = v.InferOutput<typeof StaffRequestsQuery>
type Part = Partial<Record<keyof Query, string>>

const { after: _, ...kept } = StaffRequestsQuery.entries

/** What the list is narrowed to. It stands in the address, so that it can be kept and passed on. */
export function useRequestQuery(): {
  query: ComputedRef<Query>
  /** Where the list is that differs in these parts only. */
  withPart: (part: Part) => RouteLocationRaw
  change: (part: Part) => void
} {
  const route = useRoute()
  const router = useRouter()

  /** A value that somebody has made up in the address counts as none. */
  const query = computed(() =>
    Object.entries(kept).reduce<Query>(
      (known, [key, schema]) => {
        const parsed = v.safeParse(schema, route.query[key])
        return parsed.success && parsed.output ? { ...known, [key]: parsed.output } : known
      },
      { view: 'open' },
    ),
  )

  function withPart(part: Part): RouteLocationRaw {
    const entries = Object.entries({ ...query.value, ...part }).filter(
      ([key, value]) => value && !(key === 'view' && value === 'open'),
    )
    return { path: route.path, query: Object.fromEntries(entries) }
  }

  return { query, withPart, change: (part) => void router.replace(withPart(part)) }
}

import { shallowRef, watch, type Ref } from 'vue'
import { useLanguage } from '#client/composables/useLanguage.ts'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import type { ServiceSummary } from '#shared/contracts/catalogue.ts'

const foundAtMost = 50

/** Those services that fit what is typed, best first, null while nothing is known; what finds them is loaded with the first letter. */
export function useFound(
  services: () => readonly ServiceSummary[],
  typed: () => string,
): { found: Ref<readonly ServiceSummary[] | null> } {
  const { slug } = useTenant()
  const { lang } = useLanguage()
  const found = shallowRef<readonly ServiceSummary[] | null>(null)

  let turn = 0
  watch([typed, services], async () => {
    const own = ++turn
    const query = typed().trim()
    if (!query) {
      found.value = null
      return
    }
    const { finderFor } = await import('#client/citizen/search/finder.ts')
    const asked = { query, unfinished: true, limit: foundAtMost }
    const results = await finderFor(slug.value, lang.value)
      .find(asked)
      .then((answer) => answer.results)
      .catch(() => [])
    if (own !== turn) return
    found.value = results.flatMap(
      (result) =>
        services().find((service) => result.kind === 'service' && service.slug === result.slug) ??
        [],
    )
  })
  return { found }
}

import { computed, type Ref } from 'vue'
import { useRoute } from 'vue-router'
import type { Configuration } from '#shared/contracts/configuration.ts'

/** The segment of an address under which something new is made. */
export const newEntry = 'neu'

/** The office and the counter group of the address; null where they are new, or not there. */
export function useOffice(configuration: Ref<Configuration | null>) {
  const route = useRoute()
  const officeId = computed(() => String(route.params.office))
  const groupId = computed(() => String(route.params.group ?? ''))
  const office = computed(
    () => configuration.value?.offices.find(({ id }) => id === officeId.value) ?? null,
  )
  const group = computed(() => office.value?.groups.find(({ id }) => id === groupId.value) ?? null)
  return { officeId, groupId, office, group }
}

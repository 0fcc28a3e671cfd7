import { storeToRefs } from 'pinia'
import { computed, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import {
  maxServices,
  officesServing,
  parseWishes,
  separateVisits,
  wishTexts,
} from '#client/citizen/appointments/wishes.ts'
import { useBookingStore } from '#client/citizen/stores/booking.ts'
import { useCatalogue } from '#client/citizen/tenant/useCatalogue.ts'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import type { Slug } from '#shared/contracts/fields.ts'

/** The chosen services: in the address first, in the draft for whoever comes back without one. */
export function useWish() {
  const route = useRoute()
  const router = useRouter()
  const { slug, tenant } = useTenant()
  const { services: catalogue } = useCatalogue()
  const booking = useBookingStore()
  booking.open(slug.value)
  const { services: wished } = storeToRefs(booking)

  const hasUnknown = ref(false)
  const bookable = computed(() => (catalogue.value ?? []).filter((service) => service.bookable))

  const fromAddress = parseWishes(route.query.service)
  if (fromAddress.length > 0) wished.value = fromAddress

  /** What this municipality can do of what the address asks for. */
  function fitToTenant() {
    if (bookable.value.length === 0 || !tenant.value) return
    const { maxPersons } = tenant.value
    const known = wished.value.filter((wish) =>
      bookable.value.some(({ slug: id }) => id === wish.slug),
    )
    if (known.length < wished.value.length) hasUnknown.value = true
    const fitting = known.map((wish) => ({ ...wish, persons: Math.min(wish.persons, maxPersons) }))
    if (wishTexts(fitting).join() !== wishTexts(wished.value).join()) wished.value = fitting
  }
  watch([bookable, tenant, wished], fitToTenant, { immediate: true })

  watch(
    () => wishTexts(wished.value),
    (service) => {
      void router.replace({ query: { ...route.query, service }, hash: route.hash })
    },
    { immediate: true },
  )

  const slugs = computed(() => wished.value.map((wish) => wish.slug))
  const offices = computed(() => tenant.value?.offices ?? [])
  const isSplit = computed(
    () =>
      slugs.value.length > 1 &&
      offices.value.length > 0 &&
      officesServing(offices.value, slugs.value).length === 0,
  )
  const visits = computed(() => (isSplit.value ? separateVisits(offices.value, slugs.value) : []))
  const isFull = computed(() => wished.value.length >= maxServices)

  const isChosen = (service: Slug) => slugs.value.includes(service)
  /** Whether adding it would leave no office that does everything. */
  const isElsewhere = (service: Slug) =>
    slugs.value.length > 0 &&
    !isSplit.value &&
    !isChosen(service) &&
    officesServing(offices.value, [...slugs.value, service]).length === 0

  function add(service: Slug) {
    if (isChosen(service) || isFull.value) return
    hasUnknown.value = false
    wished.value = [...wished.value, { slug: service, persons: 1 }]
  }
  function remove(service: Slug) {
    wished.value = wished.value.filter((wish) => wish.slug !== service)
  }
  function setPersons(service: Slug, persons: number) {
    wished.value = wished.value.map((wish) => (wish.slug === service ? { ...wish, persons } : wish))
  }
  /** Keeps only what can be done in one of the separate visits. */
  function keepOnly(kept: Slug[]) {
    wished.value = wished.value.filter((wish) => kept.includes(wish.slug))
  }

  return {
    wished,
    bookable,
    hasUnknown,
    isSplit,
    visits,
    isFull,
    isChosen,
    isElsewhere,
    add,
    remove,
    setPersons,
    keepOnly,
  }
}

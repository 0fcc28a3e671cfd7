import { computed, ref, type Ref, watch, type WritableComputedRef } from 'vue'
import { recall, remember } from './device-memory.ts'
import { useCounterDay } from './useCounterDay.ts'

const chosen: Ref<Record<string, string>> = ref({})

/** The counter at which this device stands; 0: at none. The device remembers it for each office. */
export function useSeat(): { seat: WritableComputedRef<number>; group: Ref<string | null> } {
  const { tenant, office, desk } = useCounterDay()
  const name = () => `seat.${tenant.value}.${office.value}`

  watch(
    [tenant, office],
    () => (chosen.value = { ...chosen.value, [name()]: recall(name()) ?? '' }),
    { immediate: true },
  )

  const counter = computed(() =>
    desk.value?.counters.find(({ number }) => String(number) === chosen.value[name()]),
  )
  return {
    seat: computed({
      get: () => counter.value?.number ?? 0,
      set: (number) => {
        remember(name(), String(number))
        chosen.value = { ...chosen.value, [name()]: String(number) }
      },
    }),
    group: computed(() => counter.value?.group ?? null),
  }
}

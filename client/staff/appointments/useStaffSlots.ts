import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { useRoute } from 'vue-router'
import type { FreeDay } from '#client/citizen/appointments/times.ts'
import { wishTexts } from '#client/citizen/appointments/wishes.ts'
import { addDays } from '#client/lib/dates.ts'
import type { WishedService } from '#shared/contracts/appointments.ts'
import type { IsoDate } from '#shared/contracts/fields.ts'
import { appointmentsApi } from './appointments-api.ts'

const step = 21

interface StaffSlots {
  days: Ref<FreeDay[]>
  error: Ref<unknown>
  pending: Ref<boolean>
  /** The last day that was looked at. */
  until: ComputedRef<IsoDate>
  reload: () => Promise<void>
  more: () => Promise<void>
}

/** Free places as the staff may give them: with what is kept in reserve, and without lead time. */
export function useStaffSlots(
  services: () => readonly WishedService[],
  from: () => IsoDate,
  office: () => string,
): StaffSlots {
  const route = useRoute()
  const days = shallowRef<FreeDay[]>([])
  const error = shallowRef<unknown>(null)
  const pending = ref(false)
  const looked = ref(0)
  let latest = 0

  async function read(start: IsoDate): Promise<FreeDay[] | null> {
    const turn = ++latest
    pending.value = true
    try {
      const wish = { service: wishTexts(services()), from: start, days: step, office: office() }
      const answer = await appointmentsApi.slots(String(route.params.tenant), wish)
      if (turn !== latest) return null
      error.value = null
      return answer.days
    } catch (failure) {
      if (turn === latest) error.value = failure
      return null
    } finally {
      if (turn === latest) pending.value = false
    }
  }

  async function reload() {
    if (services().length === 0) return
    const found = await read(from())
    if (!found) return
    days.value = found
    looked.value = step
  }

  async function more() {
    const found = await read(addDays(from(), looked.value))
    if (!found) return
    days.value = [...days.value, ...found]
    looked.value += step
  }

  watch([services, from, office], reload, { immediate: true, deep: true })
  const until = computed(() => addDays(from(), Math.max(0, looked.value - 1)))
  return { days, error, pending, until, reload, more }
}

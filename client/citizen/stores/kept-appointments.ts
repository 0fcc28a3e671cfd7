import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { dayIn } from '#client/lib/dates.ts'
import {
  readKept,
  withKept,
  withoutPast,
  withoutReference,
  type KeptAppointment,
} from './kept-list.ts'

const storageKey = 'rathauslotse.kept'
/** Kept entries carry no zone; every municipality that uses this app lies in this one. */
const zone = 'Europe/Berlin'
const today = () => dayIn(zone, Date.now())

function recall(): KeptAppointment[] {
  try {
    return readKept(localStorage.getItem(storageKey), today())
  } catch {
    return []
  }
}

/** Appointments kept on this device at the person's wish; erased the day after. */
export const useKeptAppointments = defineStore('kept-appointments', () => {
  const appointments = ref<KeptAppointment[]>([])

  watch(
    appointments,
    (kept) => {
      try {
        if (kept.length > 0) localStorage.setItem(storageKey, JSON.stringify(kept))
        else localStorage.removeItem(storageKey)
      } catch {
        // A full or forbidden store: the list lasts as long as the page.
      }
    },
    { flush: 'sync' },
  )
  appointments.value = recall()

  const has = (reference: string) =>
    appointments.value.some((appointment) => appointment.reference === reference)

  function keep(appointment: KeptAppointment) {
    appointments.value = withoutPast(withKept(appointments.value, appointment), today())
  }

  function remove(reference: string) {
    appointments.value = withoutReference(appointments.value, reference)
  }

  /** Another tab may have kept or removed one, or midnight may have passed. */
  function refresh() {
    appointments.value = recall()
  }

  return { appointments, has, keep, remove, refresh }
})

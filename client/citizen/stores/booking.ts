import { defineStore } from 'pinia'
import { reactive, ref, toRefs, watch } from 'vue'
import type { Slug } from '#shared/contracts/fields.ts'
import { emptyDraft, readDraft, type BookingDraft } from './booking-draft.ts'
import { writeDraftText } from './draft-text.ts'

const storageKey = (tenant: Slug) => `rathauslotse.booking.${tenant}`

/** Storage that a browser denies (private mode, full) costs comfort, never the booking. */
function persist(tenant: Slug, draft: BookingDraft) {
  try {
    sessionStorage.setItem(storageKey(tenant), writeDraftText(draft, Date.now()))
  } catch {
    // The draft lives on in memory.
  }
}

function recall(tenant: Slug): BookingDraft {
  try {
    return readDraft(sessionStorage.getItem(storageKey(tenant)), Date.now())
  } catch {
    return emptyDraft()
  }
}

/** The wish under way. It outlives pages and reloads, until it is confirmed or a day has passed. */
export const useBookingStore = defineStore('booking', () => {
  const tenant = ref<Slug | null>(null)
  const draft = reactive(emptyDraft())

  /** Every municipality has a draft of its own. */
  function open(slug: Slug) {
    if (tenant.value === slug) return
    tenant.value = null
    Object.assign(draft, recall(slug))
    tenant.value = slug
  }

  /** Lets go of the reservation and of its key, so that the same wish can be sent anew. */
  function release() {
    draft.hold = null
    draft.attempt = null
  }

  /** The reservation is over unconfirmed: what was typed stays, and can be sent anew. */
  function end() {
    draft.attempt = null
    if (draft.hold) draft.hold.isOver = true
  }

  /** Forgets all that was typed; what was reserved stays known, so that a reload shows it confirmed. */
  function finish() {
    const hold = draft.hold && { ...draft.hold, email: '', isOver: true }
    Object.assign(draft, { ...emptyDraft(), hold })
  }

  function clear() {
    Object.assign(draft, emptyDraft())
  }

  // At once: a reload in the same moment must not lose the key of a request under way.
  watch(
    draft,
    () => {
      if (tenant.value) persist(tenant.value, draft)
    },
    { deep: true, flush: 'sync' },
  )

  return { ...toRefs(draft), tenant, open, release, end, finish, clear }
})

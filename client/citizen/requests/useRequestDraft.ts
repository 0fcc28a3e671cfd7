import { defineStore } from 'pinia'
import { computed, reactive, ref, toRefs, watch } from 'vue'
import { draftKeyPrefix } from '#client/citizen/stores/old-drafts.ts'
import { writeDraftText } from '#client/citizen/stores/draft-text.ts'
import type { Slug } from '#shared/contracts/fields.ts'
import { emptyRequestDraft, isBegun, readRequestDraft } from './request-draft.ts'

const storageKey = (tenant: Slug) => `${draftKeyPrefix}request.${tenant}`

/** The request being written. It outlives the tab, until it is confirmed, deleted or a day has passed. */
export const useRequestDraft = defineStore('request-draft', () => {
  const tenant = ref<Slug | null>(null)
  const draft = reactive(emptyRequestDraft())

  function recall(slug: Slug) {
    try {
      return readRequestDraft(localStorage.getItem(storageKey(slug)), Date.now())
    } catch {
      return emptyRequestDraft()
    }
  }

  /** Every municipality has a draft of its own. */
  function open(slug: Slug) {
    if (tenant.value === slug) return
    tenant.value = null
    Object.assign(draft, recall(slug))
    tenant.value = slug
  }

  /** Storage that a browser denies (private mode, full) costs comfort, never the request. */
  function persist(slug: Slug) {
    try {
      if (isBegun(draft) || draft.hold) {
        localStorage.setItem(storageKey(slug), writeDraftText(draft, Date.now()))
      } else localStorage.removeItem(storageKey(slug))
    } catch {
      // The draft lives on in memory.
    }
  }

  /** It ran out unconfirmed: what was typed stays, and can be sent anew. */
  function end() {
    draft.attempt = null
    if (draft.hold) draft.hold.isOver = true
  }

  /** Forgets all that was typed; what was sent stays known, so that a reload shows it confirmed. */
  function finish() {
    const hold = draft.hold && { ...draft.hold, email: '', isOver: true }
    Object.assign(draft, { ...emptyRequestDraft(), hold })
  }

  function clear() {
    Object.assign(draft, emptyRequestDraft())
  }

  // At once: a reload in the same moment must not lose the key of a request under way.
  watch(
    draft,
    () => {
      if (tenant.value) persist(tenant.value)
    },
    { deep: true, flush: 'sync' },
  )

  return {
    ...toRefs(draft),
    /** There is something that a person would miss. */
    isBegun: computed(() => isBegun(draft)),
    /** There is enough to go on: words or a service. */
    hasMatter: computed(() => draft.text.trim() !== '' || draft.service !== null),
    tenant,
    open,
    end,
    finish,
    clear,
  }
})

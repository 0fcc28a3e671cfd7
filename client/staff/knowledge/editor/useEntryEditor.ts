import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { ApiError } from '#client/lib/api.ts'
import {
  type EntryContent,
  type EntryKind,
  type Own,
  type Reused,
  isReused,
} from '#shared/contracts/entries.ts'
import type { Change, EntryDetail } from '#shared/contracts/staff-entries.ts'
import { entryDifference } from '#shared/domain/entry-difference.ts'
import { type EntryAction, type EntryName, knowledgeApi } from '../knowledge-api.ts'
import { type EntryForm, toContent, toForm } from './entry-form.ts'
import { changedParts, fromParts, mergeParts, partsOf } from './entry-parts.ts'
import { type Problem, problemsOf } from './problems.ts'

/** Somebody else has changed the entry in the meantime. */
export interface Conflict {
  /** What they changed. */
  changes: Change[]
  /** Parts that both have changed: what was typed here stands in the form. */
  contested: string[]
}

/** An entry while it is being written: what is typed, what the server knows, and how one becomes the other. */
export interface EntryEditor {
  detail: ShallowRef<EntryDetail | null>
  form: Ref<EntryForm | null>
  /** It could not be loaded. */
  loadError: ShallowRef<unknown>
  /** The last write was refused. */
  failure: ShallowRef<unknown>
  conflict: ShallowRef<Conflict | null>
  isDirty: ComputedRef<boolean>
  isBusy: Ref<boolean>
  problems: ComputedRef<{ path: string; problem: Problem }[]>
  /** What would be sent now. */
  content: ComputedRef<EntryContent | null>
  overridden: ComputedRef<ReadonlySet<string>>
  load: () => Promise<void>
  save: () => Promise<boolean>
  act: (action: EntryAction, body?: Record<string, unknown>) => Promise<boolean>
  dropOverride: (part: string) => Promise<void>
  discardTyped: () => void
}

export function useEntryEditor(tenant: string, name: EntryName): EntryEditor {
  const detail = shallowRef<EntryDetail | null>(null)
  const form = ref<EntryForm | null>(null)
  const loadError = shallowRef<unknown>(null)
  const failure = shallowRef<unknown>(null)
  const conflict = shallowRef<Conflict | null>(null)
  const isBusy = ref(false)
  const isChecked = ref(false)

  const stored = computed(() => detail.value && storedContent(detail.value))
  const original = computed(() => detail.value && formOf(name.kind, detail.value))
  /** Parts that the shared text says otherwise here, as the server knows them. */
  const storedOverrides = computed(
    () =>
      new Set(
        stored.value && isReused(stored.value)
          ? partsOf((stored.value.override ?? {}) as object).keys()
          : [],
      ),
  )
  const dropped = ref(new Set<string>())

  const overridden = computed<ReadonlySet<string>>(() => {
    if (!form.value || !original.value) return new Set()
    const typed = changedParts(partsOf(toContent(original.value)), partsOf(toContent(form.value)))
    const kept = [...storedOverrides.value].filter((part) => !dropped.value.has(part))
    return new Set([...kept, ...typed.filter((part) => !dropped.value.has(part))])
  })

  const content = computed<EntryContent | null>(() => {
    if (!form.value) return null
    const own = toContent(form.value)
    if (!stored.value || !isReused(stored.value)) return own
    const parts = [...partsOf(own)].filter(([part]) => overridden.value.has(part))
    const override = fromParts(parts) as Reused['override']
    return { from: stored.value.from, ...(parts.length > 0 && { override }) } as Reused
  })

  const isDirty = computed(
    () =>
      !!form.value &&
      !!original.value &&
      (dropped.value.size > 0 ||
        JSON.stringify(toContent(form.value)) !== JSON.stringify(toContent(original.value))),
  )
  const problems = computed(() =>
    isChecked.value && content.value ? problemsOf(name.kind, content.value) : [],
  )

  // Whoever goes on typing has read why it was refused.
  watch(form, () => (failure.value = null), { deep: true })

  function take(next: EntryDetail) {
    detail.value = next
    form.value = formOf(name.kind, next)
    dropped.value = new Set()
    isChecked.value = false
  }

  async function load() {
    loadError.value = null
    try {
      take(await knowledgeApi.entry(tenant, name))
    } catch (error) {
      loadError.value = error
    }
  }

  async function write(send: (revision: number) => Promise<EntryDetail>): Promise<boolean> {
    if (!detail.value || isBusy.value) return false
    isBusy.value = true
    failure.value = null
    const sent = JSON.stringify(content.value)
    try {
      const next = await send(detail.value.revision)
      // What was typed while the request was on its way stays.
      if (JSON.stringify(content.value) === sent) take(next)
      else detail.value = next
      dropped.value = new Set()
      conflict.value = null
      return true
    } catch (error) {
      const isOutdated = error instanceof ApiError && error.code === 'state-conflict'
      if (!isOutdated || !(await meetOthers())) failure.value = error
      return false
    } finally {
      isBusy.value = false
    }
  }

  /** Fetches what others have made of the entry and lays it under what was typed here. */
  async function meetOthers(): Promise<boolean> {
    const base = original.value
    const next = await knowledgeApi.entry(tenant, name).catch(() => null)
    if (!next || !base || !form.value || next.revision === detail.value?.revision) return false
    const theirs = formOf(name.kind, next)
    if (!theirs) return false
    const { merged, contested } = mergeParts(partsOf(base), partsOf(form.value), partsOf(theirs))
    conflict.value = {
      changes: entryDifference(toContent(base), toContent(theirs)),
      contested,
    }
    detail.value = next
    form.value = formFromParts(merged)
    return true
  }

  async function save() {
    isChecked.value = true
    if (!content.value || problems.value.length > 0) return false
    const now = content.value
    return write((revision) => knowledgeApi.save(tenant, name, { revision, content: now }))
  }

  async function act(action: EntryAction, body: Record<string, unknown> = {}) {
    if (isDirty.value && !(await save())) return false
    return write((revision) => knowledgeApi.act(tenant, name, action, { revision, ...body }))
  }

  async function dropOverride(part: string) {
    dropped.value = new Set([...dropped.value, part])
    if (!(await save())) dropped.value = new Set()
  }

  return {
    detail,
    form,
    loadError,
    failure,
    conflict,
    isDirty,
    isBusy,
    problems,
    content,
    overridden,
    load,
    save,
    act,
    dropOverride,
    discardTyped: () => detail.value && take(detail.value),
  }
}

function storedContent({ draft, published }: EntryDetail): EntryContent | null {
  return draft?.content ?? published?.content ?? null
}

/** An entry of one's own as it was written, with its placeholders; a shared one as it is read here. */
function formOf(kind: EntryKind, detail: EntryDetail): EntryForm | null {
  const stored = storedContent(detail)
  const whole: Own | null = stored && !isReused(stored) ? (stored as Own) : detail.resolved
  return whole && toForm(kind, whole)
}

function formFromParts(parts: Iterable<readonly [string, unknown]>): EntryForm {
  const { text, ...facts } = fromParts(parts)
  const texts = { de: null, en: null, 'de-simple': null, ...(text as object) }
  // The parts come from two forms of the same kind.
  return { ...facts, text: texts } as unknown as EntryForm
}

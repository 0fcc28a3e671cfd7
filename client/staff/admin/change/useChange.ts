import { computed, ref, shallowRef, type Ref } from 'vue'
import * as v from 'valibot'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { ApiError } from '#client/lib/api.ts'
import {
  type ChangePreview,
  type ChangeSaved,
  type Configuration,
  ConfigurationChange,
  type ConfigurationChangeInput,
} from '#shared/contracts/configuration.ts'
import { fieldErrors } from '#shared/contracts/field-errors.ts'
import type { FieldErrorCode } from '#shared/contracts/fields.ts'
import { adminApi } from '../admin-api.ts'

type Errors = Record<string, FieldErrorCode>

const pauseMs = 350

/** The fields of the form: the server names them as parts of the change. */
const ofForm = (fields: Errors): Errors =>
  Object.fromEntries(
    Object.entries(fields).map(([path, code]) => [path.replace(/^change\./, ''), code]),
  )

/**
 * One form of the configuration: what its change would do, what is wrong in it, and how it is saved.
 * What was typed is never touched, whatever the server answers.
 */
export function useChange(configuration: Ref<Configuration | null>) {
  const { slug } = useTenant()
  const errors = shallowRef<Errors>({})
  const failure = shallowRef<unknown>(null)
  const preview = shallowRef<ChangePreview | null>(null)
  const isLooking = ref(false)
  const busy = ref(false)
  /** The people concerned have to be seen before it is saved. */
  const asks = ref(false)
  /** Somebody else has saved meanwhile, and the new state has been read. */
  const isOutdated = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = 0
  let asked: ConfigurationChangeInput | null = null

  /** Looks what a change would do, once the person stops typing; what is incomplete is left alone. */
  function look(change: ConfigurationChangeInput | null): void {
    clearTimeout(timer)
    const turn = ++latest
    if (!change || !v.is(ConfigurationChange, change)) {
      preview.value = null
      isLooking.value = false
      return
    }
    isLooking.value = true
    timer = setTimeout(() => void run(), pauseMs)

    async function run() {
      const found = await ask(change!).catch(() => null)
      if (turn !== latest) return
      preview.value = found
      isLooking.value = false
    }
  }

  /** What a change would do, as things are now. @throws ApiError */
  function ask(change: ConfigurationChangeInput): Promise<ChangePreview> {
    const { revision } = configuration.value!
    return adminApi.preview(slug.value, { revision, change })
  }

  /** Saves it; whoever would lose a place is shown first. Null if it was not saved (yet). */
  async function save(change: ConfigurationChangeInput): Promise<ChangeSaved | null> {
    const checked = v.safeParse(ConfigurationChange, change)
    errors.value = checked.success ? {} : fieldErrors(checked.issues)
    failure.value = null
    if (!checked.success || !configuration.value || busy.value) return null
    return attempt(async () => {
      const seen = await ask(change)
      preview.value = seen
      if (seen.people.length === 0) return write(change)
      asked = change
      asks.value = true
      return null
    })
  }

  /** Saves what was asked for, with the people that were shown. */
  async function confirm(): Promise<ChangeSaved | null> {
    const change = asked
    if (!change || busy.value) return null
    return attempt(() => write(change))
  }

  async function write(change: ConfigurationChangeInput): Promise<ChangeSaved> {
    const { revision } = configuration.value!
    const acknowledged = preview.value?.acknowledge
    const saved = await adminApi.save(slug.value, {
      revision,
      change,
      ...(acknowledged && { acknowledged }),
    })
    configuration.value = saved.configuration
    asks.value = false
    isOutdated.value = false
    clearTimeout(timer)
    latest += 1
    preview.value = null
    isLooking.value = false
    return saved
  }

  async function attempt(work: () => Promise<ChangeSaved | null>): Promise<ChangeSaved | null> {
    busy.value = true
    try {
      return await work()
    } catch (error) {
      await take(error)
      return null
    } finally {
      busy.value = false
    }
  }

  async function take(error: unknown): Promise<void> {
    const code = error instanceof ApiError ? error.code : null
    if (code === 'consequences-changed' && asked) {
      // Others are concerned by now: the list shows them, and asks again.
      preview.value = await ask(asked).catch(() => preview.value)
      failure.value = error
      return
    }
    asks.value = false
    if (code === 'config-changed') {
      const fresh = await adminApi.configuration(slug.value).catch(() => null)
      if (fresh) configuration.value = fresh
      isOutdated.value = fresh !== null
      failure.value = fresh ? null : error
    } else if (error instanceof ApiError && error.fields) {
      errors.value = ofForm(error.fields)
    } else {
      failure.value = error
    }
  }

  /** What only the page can see is wrong. */
  function refuse(found: Errors): void {
    errors.value = found
  }

  /** The person does not want to save it after all. */
  function withdraw(): void {
    asks.value = false
    failure.value = null
  }

  /** Nothing of the form is left. */
  function forget(): void {
    errors.value = {}
    failure.value = null
    isOutdated.value = false
  }

  return {
    errors,
    failure,
    preview,
    isLooking: computed(() => isLooking.value),
    busy,
    asks,
    isOutdated,
    look,
    ask,
    save,
    confirm,
    refuse,
    withdraw,
    forget,
  }
}

export type Change = ReturnType<typeof useChange>

import { ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { ApiError } from '#client/lib/api.ts'
import { errorWords, fieldErrorWords } from '#client/lib/error-words.ts'
import type { ErrorCode } from '#shared/contracts/error-codes.ts'

export interface FormError {
  /** The id of the field. */
  field: string
  text: string
}

/**
 * A form that the server checks: sends it once at a time, and puts what was wrong into words.
 * @param fields names of the fields in the contract; what concerns the form as a whole leads to the
 *   last one
 * @param at the field that a code is about
 * @param prefix what stands before these names in the ids: two forms may be on the page
 */
export function useForm(
  send: () => Promise<unknown>,
  {
    fields,
    at = {},
    prefix = '',
  }: {
    fields: readonly [string, ...string[]]
    at?: Partial<Record<ErrorCode, string>>
    prefix?: string
  },
): {
  busy: Ref<boolean>
  /** For the summary. */
  errors: Ref<FormError[]>
  errorOf: (field: string) => string | undefined
  submit: () => Promise<void>
  fail: (error: unknown) => void
} {
  const { t } = useI18n()
  const busy = ref(false)
  const errors = ref<FormError[]>([])
  const marked = ref(new Set<string>())

  function textOf(error: ApiError): string {
    const text = t(errorWords[error.code])
    const seconds = error.retryAfter ?? 0
    if (seconds === 0) return text
    return seconds < 60
      ? `${text} ${t('errors.waitSeconds', seconds)}`
      : `${text} ${t('errors.waitMinutes', Math.ceil(seconds / 60))}`
  }

  function fail(error: unknown) {
    const last = fields.at(-1) ?? ''
    if (!(error instanceof ApiError)) {
      errors.value = [{ field: prefix + last, text: t('errors.unknown') }]
      return
    }
    const known = fields.flatMap((field) => {
      const code = error.fields?.[field]
      return code ? [{ name: field, field: prefix + field, text: t(fieldErrorWords[code]) }] : []
    })
    const field = error.code === 'offline' ? undefined : at[error.code]
    marked.value = new Set([...known.map(({ name }) => name), ...(field ? [field] : [])])
    errors.value =
      known.length > 0 ? known : [{ field: prefix + (field ?? last), text: textOf(error) }]
  }

  async function submit() {
    if (busy.value) return
    busy.value = true
    try {
      await send()
      errors.value = []
      marked.value = new Set()
    } catch (error) {
      fail(error)
    } finally {
      busy.value = false
    }
  }

  return {
    busy,
    errors,
    errorOf: (field) =>
      marked.value.has(field)
        ? errors.value.find((error) => error.field === prefix + field)?.text
        : undefined,
    submit,
    fail,
  }
}

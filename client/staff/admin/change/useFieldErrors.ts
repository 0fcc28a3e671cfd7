import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { fieldErrorWords } from '#client/lib/error-words.ts'
import type { FieldErrorCode } from '#shared/contracts/fields.ts'

/**
 * The mistakes of a form in the reader's words: at each field, and in one list above. A path is the
 * field's id; `labelOf` says what the field is called.
 */
export function useFieldErrors(
  errors: Ref<Record<string, FieldErrorCode>>,
  labelOf: (path: string) => string,
) {
  const { t } = useI18n()

  const errorOf = (path: string): string | undefined => {
    const code = errors.value[path]
    return code && t(fieldErrorWords[code])
  }
  const summary = computed(() =>
    Object.entries(errors.value).map(([field, code]) => ({
      field,
      text: `${labelOf(field)}: ${t(fieldErrorWords[code])}`,
    })),
  )
  return { errorOf, summary }
}

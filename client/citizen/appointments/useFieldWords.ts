import { useI18n } from 'vue-i18n'
import { fieldErrorWords } from '#client/lib/error-words.ts'
import type { FieldErrorCode } from '#shared/contracts/fields.ts'
import type { ContactField } from './contact-errors.ts'

/** Mistakes in the fields of the details in the reader's words. */
export function useFieldWords() {
  const { t } = useI18n()

  function fieldWords(field: ContactField, code: FieldErrorCode): string {
    if (code === 'required' && field !== 'phone') return t(`errors.missing.${field}`)
    return t(fieldErrorWords[code])
  }

  return { fieldWords }
}

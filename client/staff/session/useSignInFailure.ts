import { ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { ApiError } from '#client/lib/api.ts'
import { errorWords } from '#client/lib/error-words.ts'

/** What went wrong at sign-in, as lines of an error summary. */
export function useSignInFailure(): {
  errors: Ref<{ field: string; text: string }[]>
  /** `field` is where the person goes on. */
  fail: (error: unknown, field: string) => void
  clear: () => void
} {
  const { t } = useI18n()
  const errors = ref<{ field: string; text: string }[]>([])

  const textOf = (error: unknown): string => {
    if (!(error instanceof ApiError)) return t('errors.unknown')
    if (error.code === 'invalid-input') return t('staff-sign-in.incomplete')
    const text = t(errorWords[error.code])
    const minutes = Math.ceil((error.retryAfter ?? 0) / 60)
    return minutes > 0 ? `${text} ${t('errors.waitMinutes', minutes)}` : text
  }
  return {
    errors,
    fail: (error, field) => {
      errors.value = [{ field, text: textOf(error) }]
    },
    clear: () => {
      errors.value = []
    },
  }
}

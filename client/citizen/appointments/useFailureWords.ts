import { useI18n } from 'vue-i18n'
import { ApiError } from '#client/lib/api.ts'
import { errorWords } from '#client/lib/error-words.ts'

/** Failures in the reader's words, with the time to wait where the server named one. */
export function useFailureWords() {
  const { t } = useI18n()

  function waitWords(seconds: number): string {
    return seconds < 90
      ? t('errors.waitSeconds', Math.ceil(seconds))
      : t('errors.waitMinutes', Math.ceil(seconds / 60))
  }

  function failureWords(error: unknown): string {
    if (!(error instanceof ApiError)) return t('errors.unknown')
    const words = t(errorWords[error.code])
    return error.code === 'too-many-requests'
      ? `${words} ${waitWords(error.retryAfter ?? 60)}`
      : words
  }

  return { failureWords }
}

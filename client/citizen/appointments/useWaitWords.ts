import { useI18n } from 'vue-i18n'
import type { WaitingTime } from '#shared/contracts/staff.ts'

/** A range of minutes in words, as honest as it is known. */
export function useWaitWords(): { waitWords: (waiting: WaitingTime | null) => string } {
  const { t } = useI18n()
  return {
    waitWords: (waiting) => {
      if (!waiting) return t('waiting.waitUnknown')
      return t(waiting.from === 0 ? 'waiting.waitSoon' : 'waiting.waitMinutes', { ...waiting })
    },
  }
}

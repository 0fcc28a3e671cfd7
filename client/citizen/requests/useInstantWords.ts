import { useI18n } from 'vue-i18n'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { useLanguage } from '#client/composables/useLanguage.ts'
import { clockIn, dayIn, formatShortDay, formatTime, relativeDay } from '#client/lib/dates.ts'

/** Instants (ISO 8601) in the reader's words, by the clocks of the town hall. */
export function useInstantWords() {
  const { t } = useI18n()
  const { lang } = useLanguage()
  const { tenant } = useTenant()
  const zone = () => tenant.value?.zone ?? 'Europe/Berlin'

  const timeWords = (instant: string) =>
    formatTime(clockIn(zone(), Date.parse(instant)), lang.value)

  /** „heute, 9:30 Uhr“, „Mo 23. November, 9:30 Uhr“ */
  function instantWords(instant: string): string {
    const day = dayIn(zone(), Date.parse(instant))
    const words = relativeDay(day, dayIn(zone(), Date.now()), lang.value)
    return t('request.at', {
      day: words ?? formatShortDay(day, lang.value),
      time: timeWords(instant),
    })
  }

  return { timeWords, instantWords }
}

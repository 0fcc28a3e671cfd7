import { computed } from 'vue'
import { useLanguage } from '#client/composables/useLanguage.ts'

/** Instants as people say them, on the clocks of the device. */
export function useInstants(): {
  /** `23.11.2026` */
  dayOf: (instant: string) => string
  /** `23.11.2026, 08:05` */
  momentOf: (instant: string) => string
} {
  const { lang } = useLanguage()
  const locale = computed(() => (lang.value === 'de' ? 'de-DE' : 'en-GB'))
  const day = { day: '2-digit', month: '2-digit', year: 'numeric' } as const
  const format = (instant: string, options: Intl.DateTimeFormatOptions) => {
    const date = new Date(instant)
    if (Number.isNaN(date.getTime())) return ''
    return new Intl.DateTimeFormat(locale.value, options).format(date)
  }
  return {
    dayOf: (instant) => format(instant, day),
    momentOf: (instant) => format(instant, { ...day, hour: '2-digit', minute: '2-digit' }),
  }
}

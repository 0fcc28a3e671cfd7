import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { useLanguage } from '#client/composables/useLanguage.ts'
import { useNow } from '#client/composables/useNow.ts'
import { dayIn } from '#client/lib/dates.ts'
import {
  ageWords,
  dayWords,
  momentWords,
  shortTime,
  spanTimes,
  type Urgency,
  urgencyOf,
} from './relative-moment.ts'

/** Instants of requests as colleagues say them, on the clocks of the municipality. */
export function useMoments(): {
  now: ComputedRef<number>
  /** „heute 15 Uhr“ */
  momentOf: (instant: string) => string
  /** „heute“ */
  dayOf: (date: string) => string
  timeOf: (time: string) => string
  /** „10 bis 11 Uhr“ */
  spanOf: (span: { from: string; to: string }) => string
  /** „fällig heute 15 Uhr“ */
  dueOf: (instant: string) => { text: string; urgency: Urgency }
  /** „vor 3 Tagen“, „gerade eben“ */
  ageOf: (instant: string) => string
} {
  const { t } = useI18n()
  const { lang } = useLanguage()
  const { tenant } = useTenant()
  const clock = useNow()
  const now = computed(() => clock.value.getTime())
  const zone = computed(() => tenant.value?.zone ?? 'Europe/Berlin')

  const momentOf = (instant: string) => momentWords(instant, zone.value, now.value, lang.value)
  return {
    now,
    momentOf,
    dayOf: (date) => dayWords(date, dayIn(zone.value, now.value), lang.value),
    timeOf: (time) => shortTime(time, lang.value),
    spanOf: ({ from, to }) => t('staff-requests.span', spanTimes(from, to, lang.value)),
    dueOf(instant) {
      const urgency = urgencyOf(instant, zone.value, now.value)
      const key = urgency === 'overdue' ? 'overdue' : 'due'
      return { urgency, text: t(`staff-requests.due.${key}`, { at: momentOf(instant) }) }
    },
    ageOf(instant) {
      return ageWords(instant, now.value, lang.value) ?? t('staff-requests.justNow')
    },
  }
}

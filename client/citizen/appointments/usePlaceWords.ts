import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { useLanguage } from '#client/composables/useLanguage.ts'
import { useNow } from '#client/composables/useNow.ts'
import { dayIn, formatShortDay, formatTime, relativeDay } from '#client/lib/dates.ts'
import type { IsoDate, Slug, WallTime } from '#shared/contracts/fields.ts'
import type { OfficeView } from '#shared/contracts/tenants.ts'

interface Place {
  office: Slug
  date: IsoDate
  start: WallTime
}

/** Places in time in the reader's words, as seen from the town hall's today. */
export function usePlaceWords(): {
  today: ComputedRef<IsoDate>
  officeOf: (slug: Slug) => OfficeView | undefined
  officeName: (slug: Slug) => string
  /** „morgen, Di 24. November“ */
  dayWords: (date: IsoDate) => string
  /** „morgen, Di 24. November, 8:05 Uhr, Bürgerbüro Mitte“ */
  placeWords: (place: Place) => string
} {
  const { t } = useI18n()
  const { lang } = useLanguage()
  const { tenant } = useTenant()
  const now = useNow(60)

  const today = computed(() => dayIn(tenant.value?.zone ?? 'Europe/Berlin', now.value.getTime()))
  const officeOf = (slug: Slug) => tenant.value?.offices.find((office) => office.slug === slug)
  const officeName = (slug: Slug) => officeOf(slug)?.name ?? ''
  const dayWords = (date: IsoDate) =>
    [relativeDay(date, today.value, lang.value), formatShortDay(date, lang.value)]
      .filter(Boolean)
      .join(', ')
  const placeWords = ({ office, date, start }: Place) =>
    t('booking.where', {
      day: dayWords(date),
      time: formatTime(start, lang.value),
      office: officeName(office),
    })

  return { today, officeOf, officeName, dayWords, placeWords }
}

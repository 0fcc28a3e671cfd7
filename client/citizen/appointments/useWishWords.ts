import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useCatalogue } from '#client/citizen/tenant/useCatalogue.ts'
import { useLanguage } from '#client/composables/useLanguage.ts'
import { formatDuration } from '#client/lib/dates.ts'
import type { WishedService } from '#shared/contracts/appointments.ts'
import type { Slug } from '#shared/contracts/fields.ts'
import { visitors, wishedMinutes } from './wishes.ts'

/** What a person wants done, in words. */
export function useWishWords(wished: () => readonly WishedService[]): {
  titleOf: (slug: Slug) => string
  /** „Reisepass beantragen (2 Personen)“, one a service. */
  lines: ComputedRef<string[]>
  /** „2 Dienstleistungen, 3 Personen, etwa 40 Minuten“ */
  summary: ComputedRef<string>
} {
  const { t } = useI18n()
  const { lang } = useLanguage()
  const { services } = useCatalogue()

  const titleOf = (slug: Slug) =>
    services.value?.find((service) => service.slug === slug)?.title ?? ''
  const lines = computed(() =>
    wished()
      .map(({ slug, persons }) =>
        persons > 1 ? `${titleOf(slug)} (${t('booking.count.persons', persons)})` : titleOf(slug),
      )
      .filter(Boolean),
  )
  const summary = computed(() => {
    const minutes = wishedMinutes(wished(), services.value ?? [])
    if (wished().length === 0) return t('booking.service.nothingChosen')
    return [
      t('booking.count.services', wished().length),
      t('booking.count.persons', visitors(wished())),
      ...(minutes > 0
        ? [t('booking.count.about', { duration: formatDuration(minutes, lang.value) })]
        : []),
    ].join(', ')
  })

  return { titleOf, lines, summary }
}

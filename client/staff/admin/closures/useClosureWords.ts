import { useI18n } from 'vue-i18n'
import { useLanguage } from '#client/composables/useLanguage.ts'
import { formatShortDay, formatTime } from '#client/lib/dates.ts'
import type { OfficeClosure } from '#client/staff/admin/warnings.ts'

/** When a closure is, where and why, in the reader's words. */
export function useClosureWords() {
  const { t } = useI18n()
  const { lang } = useLanguage()

  function whenWords({ from, to, fromTime, toTime }: OfficeClosure['closure']): string {
    const days = [from, ...(to === from ? [] : [to])].map((day) => formatShortDay(day, lang.value))
    const times =
      fromTime && toTime
        ? t('staff-admin.closures.between', {
            from: formatTime(fromTime, lang.value),
            to: formatTime(toTime, lang.value),
          })
        : t('staff-admin.closures.allDay')
    return `${days.join(' – ')}, ${times}`
  }

  function whereWords({ office, closure }: OfficeClosure): string {
    const group = office.groups.find(({ id }) => id === closure.group)
    return group ? `${office.name.de}: ${group.name.de}` : office.name.de
  }

  function closureWords(found: OfficeClosure): string {
    return `${whenWords(found.closure)}: ${whereWords(found)} (${found.closure.reason.de})`
  }

  return { whenWords, whereWords, closureWords }
}

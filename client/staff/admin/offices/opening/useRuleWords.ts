import { useI18n } from 'vue-i18n'
import { useLanguage } from '#client/composables/useLanguage.ts'
import { formatClock, formatDate, formatWeekday } from '#client/lib/dates.ts'
import { weekdays } from '#shared/contracts/office-configuration.ts'
import type { RuleDraft } from './rule-draft.ts'

/** A rule in the reader's words. */
export function useRuleWords() {
  const { t } = useI18n()
  const { lang } = useLanguage()

  const dayName = (day: number) => formatWeekday(day + 1, lang.value)
  const shortDayName = (day: number) => dayName(day).slice(0, 2)

  /** Days in a row as „Montag bis Freitag“, others one by one. */
  function daysWords({ days }: RuleDraft): string {
    const places = days.map((day) => weekdays.indexOf(day)).sort((a, b) => a - b)
    const [first = 0] = places
    const last = places.at(-1) ?? 0
    const isRow = places.length > 2 && last - first === places.length - 1
    return isRow
      ? t('staff-admin.opening.daysFromTo', { from: dayName(first), to: dayName(last) })
      : places.map(dayName).join(', ')
  }

  function timesWords({ from, to }: RuleDraft): string {
    return `${formatClock(from.slice(0, 5))}–${formatClock(to.slice(0, 5))}`
  }

  /** Since when, until when, and in which weeks it holds; empty: always. */
  function limitsWords({ weekOfMonth, validFrom, validTo }: RuleDraft): string {
    return [
      weekOfMonth && t(`staff-admin.opening.week.${weekOfMonth}`),
      validFrom && t('staff-admin.opening.since', { date: formatDate(validFrom, lang.value) }),
      validTo && t('staff-admin.opening.until', { date: formatDate(validTo, lang.value) }),
    ]
      .filter(Boolean)
      .join(', ')
  }

  function countersWords({ counters, reserve }: RuleDraft): string {
    const open = t('staff-admin.opening.countersOpen', counters ?? 0)
    return reserve ? `${open}, ${t('staff-admin.opening.countersKept', reserve)}` : open
  }

  function ruleWords(rule: RuleDraft): string {
    return [daysWords(rule), timesWords(rule), countersWords(rule), limitsWords(rule)]
      .filter(Boolean)
      .join(', ')
  }

  return { dayName, shortDayName, daysWords, timesWords, limitsWords, countersWords, ruleWords }
}

import { useI18n } from 'vue-i18n'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { useLanguage } from '#client/composables/useLanguage.ts'
import { formatDate, formatTime } from '#client/lib/dates.ts'
import type { AuditEntry } from '#shared/contracts/audit.ts'

/** What the records say, in the reader's words; what has none is shown as it was written. */
export function useAuditWords() {
  const { t, te } = useI18n()
  const { lang } = useLanguage()
  const { tenant } = useTenant()

  /** The words of the first key that has some; an action of an older version may have none any more. */
  function known(keys: readonly string[], otherwise: string): string {
    const key = keys.find((name) => te(name, 'de'))
    return key ? t(key) : otherwise
  }

  const actionWords = (action: string) => known([`staff-audit.actions.${action}`], action)

  function actorWords({ kind, name }: AuditEntry['actor']): string {
    return kind === 'staff' ? (name ?? t('staff-audit.unknown')) : t(`staff-audit.actors.${kind}`)
  }

  /** `closures`, `group:schalter` and `service/wohngeld` say what it is, and its name among those. */
  function subjectWords({ subject, subjectName }: AuditEntry): string {
    if (subjectName) return subjectName
    const [, kind = '', name = ''] = /^([a-z-]+)(?:[:/](.+))?$/.exec(subject) ?? []
    const words = known([`staff-audit.subjects.${kind}`], '')
    if (!words) return subject
    return name ? `${words}: ${officeName(name)}` : words
  }

  function detailsWords(details: AuditEntry['details']): string {
    return Object.entries(details)
      .map(([key, value]) => {
        const label = known([`staff-audit.details.${key}`], key)
        return `${label}: ${valueWords(String(value ?? '–')) || '–'}`
      })
      .join(' · ')
  }

  /** Roles, states and reasons are kept as codes, apart by spaces. */
  function valueWords(value: string): string {
    return value.split(' ').map(wordOf).join(', ')
  }

  function wordOf(word: string): string {
    if (/^\d{4}-\d\d-\d\d$/.test(word)) return formatDate(word, lang.value)
    if (/^\d\d:\d\d$/.test(word)) return formatTime(word, lang.value)
    return known([`staff-shell.roles.${word}`, `staff-audit.values.${word}`], officeName(word))
  }

  const officeName = (slug: string) =>
    tenant.value?.offices.find((office) => office.slug === slug)?.name ?? slug

  return { actionWords, actorWords, subjectWords, detailsWords }
}

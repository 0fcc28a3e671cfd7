import { useI18n } from 'vue-i18n'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { useLanguage } from '#client/composables/useLanguage.ts'
import { formatDate } from '#client/lib/dates.ts'
import type { ConfigurationWarning } from '#client/staff/admin/warnings.ts'

/** What a warning says, how urgent it is, and where it can be settled. */
export function useWarningWords() {
  const { t } = useI18n()
  const { lang } = useLanguage()
  const { slug } = useTenant()

  function placeOf(warning: ConfigurationWarning): string {
    switch (warning.kind) {
      case 'statement-undated':
      case 'statement-old':
      case 'statement-due':
        return 'einstellungen/texte'
      case 'contrast':
        return 'einstellungen/aussehen'
      case 'group-closed':
        return `standorte/${warning.office}/schalter/${warning.group}/oeffnungszeiten`
      case 'group-idle':
        return `standorte/${warning.office}/schalter/${warning.group}/leistungen`
      case 'service-nowhere':
        return `leistungen/${warning.service}`
    }
  }

  function warningWords(warning: ConfigurationWarning) {
    const to = placeOf(warning)
    const isRed = warning.kind === 'statement-old' || warning.kind === 'contrast'
    const isCalm = warning.kind === 'statement-due' || warning.kind === 'service-nowhere'
    return {
      key: `${warning.kind} ${to}`,
      text: t(`staff-admin.warning.${warning.kind}`, {
        date: 'on' in warning ? formatDate(warning.on, lang.value) : '',
        name: 'name' in warning ? warning.name : 'title' in warning ? warning.title : '',
      }),
      tone: isRed ? ('danger' as const) : isCalm ? ('info' as const) : ('warning' as const),
      action: t(`staff-admin.warningAction.${warning.kind}`),
      to: `/staff/${slug.value}/verwaltung/${to}`,
    }
  }

  return { warningWords }
}

import { useI18n } from 'vue-i18n'
import { variants } from '#shared/contracts/entries.ts'

/** Says what a dotted path is in the editors' words: `fees.0.legal.de` → „Gebühren 1 (Deutsch)“. */
export function usePathWords(): (path: string) => string {
  const { t, te } = useI18n()
  return (path) => {
    const steps = path.split('.')
    const variant = variants.find((name) => steps.includes(name))
    const field = steps[0] === 'text' ? (steps[2] ?? 'text') : (steps[0] ?? '')
    const index = steps.find((step) => /^\d+$/.test(step))
    const key = `staff-knowledge.field.${field}`
    return [
      te(key) ? t(key) : path,
      index !== undefined && String(Number(index) + 1),
      variant && `(${t(`staff-knowledge.variant.${variant}`)})`,
    ]
      .filter(Boolean)
      .join(' ')
  }
}

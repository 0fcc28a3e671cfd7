import { computed, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Finding } from '#shared/contracts/staff-entries.ts'
import type { Note } from './context.ts'
import type { EntryEditor } from './useEntryEditor.ts'

/** Puts into words what the contract refuses and what the checks advise. */
export function useNotesOf(
  editor: EntryEditor,
  findings: Readonly<Ref<readonly Finding[]>>,
): ComputedRef<Note[]> {
  const { t, te } = useI18n()

  function aboutWords({ code, about }: Finding): string {
    const variant = `staff-knowledge.variant.${about}`
    return code === 'missing-language' && te(variant) ? t(variant) : (about ?? '')
  }

  return computed(() => [
    ...editor.problems.value.map(({ path, problem }) => ({
      path,
      severity: 'error' as const,
      text: t(`staff-knowledge.problem.${problem}`),
    })),
    ...findings.value.map((finding) => ({
      path: finding.path,
      severity: finding.severity,
      text: t(`staff-knowledge.finding.${finding.code}`, { about: aboutWords(finding) }),
    })),
  ])
}

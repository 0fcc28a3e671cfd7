import { onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { EntryContent } from '#shared/contracts/entries.ts'
import type { EntryDetail, Finding } from '#shared/contracts/staff-entries.ts'
import { type EntryName, knowledgeApi } from '../knowledge-api.ts'
import { problemsOf } from './problems.ts'

const pauseMs = 600

/** What the checks say of the text, asked for again whenever typing pauses. */
export function useFindings(
  tenant: string,
  name: EntryName,
  content: ComputedRef<EntryContent | null>,
  detail: Ref<EntryDetail | null>,
): Readonly<Ref<Finding[]>> {
  const findings = ref<Finding[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = 0

  async function check(now: EntryContent) {
    const turn = ++latest
    try {
      const answer = await knowledgeApi.check(tenant, { ...name, content: now })
      if (turn === latest) findings.value = answer.findings
    } catch {
      // Advice only: the last one stays until the next can be had; saving will say what is wrong.
    }
  }

  watch(detail, (known) => known && (findings.value = known.findings), { immediate: true })
  watch(
    () => JSON.stringify(content.value),
    (now, before) => {
      clearTimeout(timer)
      if (!content.value || before === 'null' || now === before) return
      if (problemsOf(name.kind, content.value).length > 0) return
      timer = setTimeout(() => content.value && void check(content.value), pauseMs)
    },
  )
  onScopeDispose(() => clearTimeout(timer))
  return findings
}

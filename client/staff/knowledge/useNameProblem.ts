import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import * as v from 'valibot'
import { ApiError } from '#client/lib/api.ts'
import { errorWords } from '#client/lib/error-words.ts'
import { Slug } from '#shared/contracts/fields.ts'

/** Why an entry cannot have a name: it is none, or the server knows that somebody has it. */
export function useNameProblem(id: Ref<string>): {
  problem: ComputedRef<string | undefined>
  isRefused: (error: unknown) => void
} {
  const { t } = useI18n()
  const refusal = ref<string>()
  watch(id, () => (refusal.value = undefined))
  return {
    problem: computed(() => {
      if (refusal.value) return refusal.value
      return v.safeParse(Slug, id.value).success ? undefined : t('staff-knowledge.new.idProblem')
    }),
    isRefused(error) {
      if (!(error instanceof ApiError)) throw error
      refusal.value = error.fields?.id
        ? t('staff-knowledge.new.idTaken')
        : t(errorWords[error.code])
    },
  }
}

/** „Wie teuer ist ein Pass?“ → `wie-teuer-ist-ein-pass`: a name to begin with. */
export function nameFrom(title: string): string {
  const folded: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }
  return title
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => folded[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}

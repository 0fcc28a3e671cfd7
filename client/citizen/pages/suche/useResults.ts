import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useLanguage } from '#client/composables/useLanguage.ts'
import { channels } from '#shared/contracts/entries.ts'
import { finderFor, type Found } from '../../search/finder.ts'
import { useTenant } from '../../tenant/useTenant.ts'

/** So long nobody presses a key who has finished. */
const restMs = 1200
const resultsAtMost = 50

/** The last answer, so that whoever comes back finds the page as they left it, at once. */
let last: { key: string; found: Found } | null = null

/**
 * What the address and the field ask for, and what fits. The field is ahead of the address while
 * somebody types; `hasRested` once they have stopped, and it may be said that nothing fits.
 */
export function useResults() {
  const route = useRoute()
  const router = useRouter()
  const { slug, tenant } = useTenant()
  const { lang } = useLanguage()

  const inAddress = (key: string) => String(route.query[key] ?? '')
  const text = ref(inAddress('q'))
  const query = computed(() => text.value.trim())
  const topic = computed(
    () => tenant.value?.lifeSituations.find((one) => one.slug === inAddress('thema'))?.slug,
  )
  const channel = computed(() => channels.find((one) => one === inAddress('kanal')))
  const isTyping = ref(false)
  const hasRested = ref(true)
  const found = shallowRef<Found | null>(null)
  const error = shallowRef<unknown>(null)
  const finder = computed(() => finderFor(slug.value, lang.value))

  const key = () =>
    [slug.value, lang.value, query.value, topic.value, channel.value, isTyping.value].join('|')
  if (last?.key === key()) found.value = last.found

  /** Whoever sends „sperrm“ has not finished the word either; the end is guessed only if it helps. */
  async function ask(): Promise<Found> {
    const asked = {
      query: query.value,
      limit: resultsAtMost,
      topic: topic.value,
      channel: channel.value,
    }
    const begun = () => finder.value.find({ ...asked, unfinished: true })
    if (isTyping.value) return begun()
    const answer = await finder.value.find({ ...asked, unfinished: false })
    if (answer.confident) return answer
    const guessed = await begun()
    return guessed.confident ? guessed : answer
  }

  let turn = 0
  async function find(): Promise<void> {
    const own = ++turn
    error.value = null
    if (!query.value) {
      found.value = null
      return
    }
    const ofKey = key()
    try {
      const answer = await ask()
      if (own !== turn) return
      found.value = answer
      last = { key: ofKey, found: answer }
    } catch (failure) {
      if (own === turn) error.value = failure
    }
  }

  function address(change: Record<string, string>) {
    const next = { ...route.query, q: query.value, ...change }
    return { query: Object.fromEntries(Object.entries(next).filter(([, value]) => value)) }
  }

  async function rest() {
    clearTimeout(pause)
    hasRested.value = true
    if (query.value !== inAddress('q')) await router.replace(address({}))
    if (query.value) finder.value.report(query.value)
  }

  let pause: ReturnType<typeof setTimeout> | undefined
  watch(query, (words) => {
    isTyping.value = words !== inAddress('q')
    hasRested.value = !isTyping.value
    clearTimeout(pause)
    if (isTyping.value) pause = setTimeout(() => void rest(), restMs)
  })
  watch(
    () => inAddress('q'),
    // Back, forward, or a correction that was taken.
    (words) => {
      if (words !== query.value) text.value = words
    },
  )
  watch([query, topic, channel, slug, lang], find, { immediate: true })
  onScopeDispose(() => clearTimeout(pause))

  /** Whoever presses Enter has finished. */
  async function finish(): Promise<void> {
    isTyping.value = false
    await find()
    await rest()
  }

  return {
    text,
    query,
    topic,
    channel,
    found,
    error,
    hasRested,
    keptSince: computed(() => found.value?.keptSince ?? null),
    finish,
    retry: find,
    async narrow(change: { thema?: string; kanal?: string }): Promise<void> {
      await router.replace(address(change))
      await find()
    },
  }
}

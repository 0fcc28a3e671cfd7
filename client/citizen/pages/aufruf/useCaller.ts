import { onScopeDispose, ref, type Ref } from 'vue'
import type { Language } from '#shared/contracts/fields.ts'
import { soundGong } from './gong.ts'
import { speak } from './speech.ts'

/**
 * Calls out one after the other: the gong, then the sentence. Browsers allow sound only once somebody
 * has pressed something, so a screen is silent until then.
 */
export function useCaller(): {
  isOn: Ref<boolean>
  start: () => Promise<void>
  stop: () => void
  callOut: (sentence: string, lang: Language) => void
} {
  const isOn = ref(false)
  let context: AudioContext | null = null
  let queue = Promise.resolve()

  async function start() {
    context ??= new AudioContext()
    await context.resume()
    isOn.value = true
    await soundGong(context)
  }

  function stop() {
    isOn.value = false
    if ('speechSynthesis' in window) speechSynthesis.cancel()
  }

  function callOut(sentence: string, lang: Language) {
    queue = queue.then(async () => {
      if (!isOn.value || !context) return
      await soundGong(context)
      if (isOn.value) await speak(sentence, lang)
    })
  }

  onScopeDispose(() => {
    stop()
    void context?.close()
  })
  return { isOn, start, stop, callOut }
}

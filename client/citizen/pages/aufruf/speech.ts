import type { Language } from '#shared/contracts/fields.ts'

const locales: Record<Language, string> = { de: 'de-DE', en: 'en-GB' }
/** Some browsers never say that they have finished. */
const longestMs = 8000

/** A voice that this device has itself: others would send what they say to their maker. */
function localVoice(lang: Language): SpeechSynthesisVoice | null {
  const voices = speechSynthesis.getVoices().filter(({ localService }) => localService)
  const ofLanguage = voices.filter((voice) => voice.lang.toLowerCase().startsWith(lang))
  return ofLanguage.find((voice) => voice.lang === locales[lang]) ?? ofLanguage[0] ?? null
}

/** Says a sentence; says nothing where the device has no voice of its own for the language. */
export async function speak(text: string, lang: Language): Promise<void> {
  if (!('speechSynthesis' in window)) return
  const voice = localVoice(lang)
  if (!voice) return
  const words = new SpeechSynthesisUtterance(text)
  words.voice = voice
  words.lang = voice.lang
  words.rate = 0.9
  await new Promise<void>((resolve) => {
    words.onend = () => resolve()
    words.onerror = () => resolve()
    setTimeout(resolve, longestMs)
    speechSynthesis.speak(words)
  })
}

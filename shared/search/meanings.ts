import { closeness } from './closeness.ts'
import { relativesOf } from './rings.ts'
import type { SearchIndex } from './search-index.ts'
import { soundOf } from './sound.ts'
import { commonTrigrams } from './trigrams.ts'

/** Stems of the index that a typed word may mean, by number, with how surely, 0 to 1. */
export type Meanings = Map<number, number>

/** How surely a stem is meant that is not the one that was typed. */
const sureness = {
  /** Written as it sounds. */
  sound: 0.79,
  /** Some letters wrong; times the closeness. */
  slip: 0.77,
  /** Another ending, as other languages have many. */
  ending: 0.6,
  /** The word goes on behind it: „çocuğuma“ for „çocuk“. */
  start: 0.87,
  /** The word is still being typed. */
  unfinished: 0.85,
  /** Only the first letters were typed: „personala“. */
  cut: 0.8,
  /** Another word for it. */
  relative: 0.55,
}
/** What stands in texts only is known, yet a slip from a title may be meant. */
const besideText = 0.6
/** Below this closeness two words are not the same word with slips. */
const leastCloseness = 0.45
const leastCommonLetters = 0.18
const shortestSlipped = 4
/** The rarity of a word of about ten entries in four hundred. */
const commonRarity = 4.5
/** Of an ending, what may stand there before the word is finished: „-unge“. */
const longestEnding = 4

/** What a word may mean: its stem, or what is close to it; and other words for it. */
export function meaningsOf(index: SearchIndex, stem: string): Meanings {
  const meanings: Meanings = new Map()
  const exact = index.numbers.get(stem)
  if (exact !== undefined) meanings.set(exact, 1)
  for (const relative of relativesOf(stem)) {
    const number = index.numbers.get(relative)
    if (number !== undefined) raise(meanings, number, sureness.relative)
  }
  if (exact === undefined) addClose(index, stem, meanings, 1)
  else if (!index.prominent[exact]) addClose(index, stem, meanings, besideText)
  return meanings
}

/** What may be meant by the first letters of a word, and the word itself if they are all of it. */
export function meaningsOfStart(index: SearchIndex, folded: string, stem: string): Meanings {
  const meanings = meaningsOf(index, stem)
  for (const number of startingWith(index.byLetters, index.stems, folded)) {
    const share = Math.min(1, folded.length / index.stems[number]!.length)
    raise(meanings, number, sureness.unfinished * (0.4 + 0.6 * share))
  }
  // „Mahnu“ is on its way to „Mahnung“, whose stem is shorter.
  for (let ending = 1; ending <= longestEnding; ending++) {
    const number = index.numbers.get(folded.slice(0, -ending))
    if (number !== undefined && folded.length - ending >= shortestSlipped) {
      raise(meanings, number, sureness.unfinished)
    }
  }
  return meanings
}

function addClose(index: SearchIndex, stem: string, meanings: Meanings, factor: number): void {
  const sound = soundOf(stem)
  const add = (number: number, sure: number) => {
    // A guess is more likely a word that many entries have than one that a single entry has.
    const likely = Math.min(1, Math.sqrt(commonRarity / index.rarity[number]!))
    raise(meanings, number, factor * sure * likely)
  }
  for (const number of index.bySound.get(sound) ?? []) add(number, sureness.sound)
  if (stem.length < shortestSlipped) return
  for (const [number, close] of closeStems(index, sound)) add(number, sureness.slip * close)
  for (let length = sound.length - 1; length >= Math.max(4, sound.length / 2); length--) {
    const share = 0.6 + (0.4 * length) / sound.length
    for (const number of index.bySound.get(sound.slice(0, length)) ?? []) {
      add(number, sureness.start * share)
    }
  }
  for (const number of startingWith(index.byLetters, index.stems, stem)) {
    add(number, sureness.cut * (0.4 + (0.6 * stem.length) / index.stems[number]!.length))
  }
  const start = sound.slice(0, Math.max(4, Math.ceil(sound.length * 0.6)))
  for (const number of startingWith(index.bySounds, index.sounds, start)) {
    const other = index.sounds[number]!
    const share = commonStart(sound, other) / Math.max(sound.length, other.length)
    if (share >= 0.5) add(number, sureness.ending * share)
  }
}

/** Stems that sound like the same word with slips: those with enough groups of letters in common. */
export function closeStems(index: SearchIndex, sound: string): [number, number][] {
  const found: [number, number][] = []
  for (const [number, count] of commonTrigrams(index.byTrigram, sound)) {
    const other = index.sounds[number]!
    if (count < leastCommonLetters * Math.max(sound.length, other.length)) continue
    const close = closeness(sound, other)
    if (close >= leastCloseness) found.push([number, close])
  }
  return found
}

function raise(meanings: Meanings, number: number, sure: number): void {
  if (sure > (meanings.get(number) ?? 0)) meanings.set(number, sure)
}

/** Numbers of the words that begin so, of a list in their order. */
function startingWith(
  inOrder: readonly number[],
  words: readonly string[],
  start: string,
): number[] {
  let [low, high] = [0, inOrder.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (words[inOrder[middle]!]! < start) low = middle + 1
    else high = middle
  }
  const found: number[] = []
  for (; low < inOrder.length && words[inOrder[low]!]!.startsWith(start); low++) {
    found.push(inOrder[low]!)
  }
  return found
}

function commonStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}

/** How hard a German text is to read; null where there are too few words to tell. */
export interface Readability {
  /** Flesch's reading ease for German (Toni Amstad, 1978): 0 very hard, 60 to 70 plain, 100 very easy. */
  ease: number
  /** LIX (Carl-Hugo Björnsson, 1968): below 40 easy, 50 as in a newspaper, above 60 hard. */
  lix: number
  sentences: number
  words: number
  /** Words of the longest sentence. */
  longest: number
}

const fewestWords = 30
const longWord = 6

/** Measures plain German text, without marks; points of a list stand on lines of their own. */
export function readability(text: string): Readability | null {
  const sentences = sentencesOf(text)
    .map(wordsOf)
    .filter((words) => words.length > 0)
  const words = sentences.flat()
  if (words.length < fewestWords) return null
  const perSentence = words.length / sentences.length
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0)
  const long = words.filter((word) => word.length > longWord).length
  return {
    ease: Math.round(180 - perSentence - 58.5 * (syllables / words.length)),
    lix: Math.round(perSentence + (100 * long) / words.length),
    sentences: sentences.length,
    words: words.length,
    longest: Math.max(...sentences.map(({ length }) => length)),
  }
}

/** A point after these, or after a day or a single letter, ends no sentence. */
const abbreviations =
  /(?:^|[\s(])(?:\p{L}|\d{1,2}|Abs|Nr|Art|bzw|ca|evtl|ggf|gem|inkl|max|min|Mio|sog|Std|Str|Tel|u|usw|vgl|zzgl)\.$/u

/** The sentences of a text; a line that ends, ends its sentence. */
export function sentencesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const sentences: string[] = []
    let current = ''
    for (const part of line.split(/(?<=[.!?:])\s+(?=[\p{Lu}\p{N}„"(])/u)) {
      current = current ? `${current} ${part}` : part
      if (abbreviations.test(current)) continue
      sentences.push(current)
      current = ''
    }
    return current ? [...sentences, current] : sentences
  })
}

function wordsOf(sentence: string): string[] {
  return sentence.match(/\p{L}[\p{L}\p{M}’'-]*/gu) ?? []
}

/** Vowels that are spoken as one. */
const vowelGroups = /aa|ee|oo|ie|ei|ey|ai|ay|au|äu|eu|oi|ui|[aeiouyäöüéèêàáâóôúíëï]/giu

/** Syllables of a German word, at least one; good enough for averages. */
export function syllablesIn(word: string): number {
  // The u of `qu` is a consonant.
  return Math.max(1, word.replace(/qu/gi, 'q').match(vowelGroups)?.length ?? 0)
}

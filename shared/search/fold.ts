/** Letters that Unicode does not take apart into a letter and its marks. */
const likeLetters: Record<string, string> = {
  ß: 'ss',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  æ: 'a',
  œ: 'o',
}

/**
 * Lower case, without accents on Latin letters; ä, ae and a are one, and so are ß and ss, ı and i,
 * ğ and g, so that any spelling of any keyboard finds the word. Letters of other scripts keep their
 * marks: й and ї are letters of their own. Folding twice changes nothing more.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  return plainLatin.test(lower) ? withoutPairs(lower) : withoutPairs(withoutMarks(lower))
}

const plainLatin = /^[a-z0-9\s]*$/

// „neue“, „bauen“ and „Quelle“ have no umlaut spelled with two letters.
const withoutPairs = (text: string): string =>
  text.replace(/(?<![aeiouq])ue|(?<![aeo])oe|ae/g, (pair) => pair[0]!)

const withoutMarks = (text: string): string =>
  text
    .replace(/[ßıłøđæœ]/g, (letter) => likeLetters[letter]!)
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin}\p{M}*)\p{M}/gu, '')
    .normalize('NFC')

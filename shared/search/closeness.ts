const vowels = new Set('aeiouy')

/**
 * The slips between two words: letters missing, added, wrong or swapped with their neighbour, a
 * vowel for another vowel counting half. Gives up beyond `most` and returns more than that.
 */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    let least = row
    for (let column = 1; column <= b.length; column++) {
      const [letter, other] = [a[row - 1]!, b[column - 1]!]
      const wrong = letter === other ? 0 : vowels.has(letter) && vowels.has(other) ? 0.5 : 1
      let slips = Math.min(last[column]! + 1, line[column - 1]! + 1, last[column - 1]! + wrong)
      if (row > 1 && column > 1 && letter === b[column - 2] && a[row - 2] === other) {
        slips = Math.min(slips, beforeLast[column - 2]! + 1)
      }
      line.push(slips)
      least = Math.min(least, slips)
    }
    if (least > most) return most + 1
    beforeLast = last
    last = line
  }
  return last[b.length]!
}

/** 0 to 1: how likely one sounding word is the other with slips; 0 where it is another word. */
export function closeness(typed: string, meant: string): number {
  if (typed === meant) return 1
  const length = Math.max(typed.length, meant.length)
  // Of three letters any slip makes another word.
  if (Math.min(typed.length, meant.length) < 4) return 0
  const allowed = length < 6 ? 1 : length < 9 ? 2 : 3
  const slips = slipsBetween(typed, meant, allowed)
  if (slips > allowed) return 0
  const sameStart = typed[0] === meant[0] ? 1 : 0.8
  return sameStart * Math.max(0, 1 - (1.7 * slips) / length)
}

/** Letters that nobody mistakes for a digit or for each other, read or heard from afar. */
const letters = 'ABCDEFGHKLMNPRSTUVWXYZ'

/** The letter of an office's n-th counter group, from 0; two letters after the last. */
export function groupLetter(index: number): string {
  const last = letters[index % letters.length]!
  return index < letters.length ? last : groupLetter(Math.floor(index / letters.length) - 1) + last
}

/** What is called and shown: `A 17`. */
export function callNumber(letter: string, count: number): string {
  return `${letter} ${count}`
}

/** The how-many-eth number of its group and day it is: 17 of `A 17`. */
export function countOf(number: string): number {
  return Number(number.slice(number.indexOf(' ') + 1))
}

/**
 * The counters of an office, numbered through from 1 over its groups: what stands above each of them.
 * Every group has at least one, so that somebody can be called on any day.
 */
export function numberCounters<Group extends { id: string; counters: number }>(
  groups: readonly Group[],
): { number: number; group: string }[] {
  let number = 0
  return groups.flatMap(({ id, counters }) =>
    Array.from({ length: Math.max(1, counters) }, () => ({ number: ++number, group: id })),
  )
}

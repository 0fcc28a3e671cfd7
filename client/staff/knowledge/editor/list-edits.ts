/** The list with an item put in at a place. */
export function insertedAt<Item>(items: readonly Item[], index: number, item: Item): Item[] {
  return items.toSpliced(index, 0, item)
}

/** The list without the item at a place. */
export function removedAt<Item>(items: readonly Item[], index: number): Item[] {
  return items.toSpliced(index, 1)
}

/** The list with an item moved by so many places; the same list where there is no such place. */
export function movedBy<Item>(items: readonly Item[], index: number, by: number): readonly Item[] {
  const target = index + by
  const item = items[index]
  if (item === undefined || target < 0 || target >= items.length) return items
  return items.toSpliced(index, 1).toSpliced(target, 0, item)
}

/** What was pasted into a line: its first line there, and each further one as a line of its own. */
export function linesOfPaste(pasted: string): string[] {
  return pasted
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+\.)\s+/, '').trim())
    .filter((line) => line !== '')
}

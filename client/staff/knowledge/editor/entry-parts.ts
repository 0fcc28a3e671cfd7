/**
 * An entry has parts that change as a whole: `fees`, `mailbox`, and of a text each field:
 * `text.de.title`. Overrides of a shared text and changes of two editors meet part by part.
 */
export type Parts = ReadonlyMap<string, unknown>

/** What has parts: an entry, the fields of one, an override. */
interface Parted {
  text?: Partial<Record<string, object | null>>
}

export function partsOf(value: Parted): Parts {
  const { text = {}, ...facts } = value
  const texts = Object.entries(text).flatMap(([variant, fields]) =>
    Object.entries(fields ?? {}).map(([field, words]): [string, unknown] => [
      `text.${variant}.${field}`,
      words,
    ]),
  )
  return new Map([...Object.entries(facts), ...texts])
}

/** Parts put together again. */
export function fromParts(parts: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const whole: Record<string, unknown> = {}
  const text: Record<string, Record<string, unknown>> = {}
  for (const [path, value] of parts) {
    const [first = '', variant, field] = path.split('.')
    if (first === 'text' && variant && field) (text[variant] ??= {})[field] = value
    else whole[first] = value
  }
  return Object.keys(text).length > 0 ? { ...whole, text } : whole
}

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** Paths of the parts that differ. */
export function changedParts(before: Parts, after: Parts): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => !isSame(before.get(path), after.get(path)),
  )
}

export interface Merge {
  /** What only the other person changed is theirs; all the rest is as it was typed here. */
  merged: Parts
  /** What both have changed; it is as it was typed here. */
  contested: string[]
}

/** Brings together what two people made of the same entry. */
export function mergeParts(base: Parts, mine: Parts, theirs: Parts): Merge {
  const merged = new Map(mine)
  const contested: string[] = []
  for (const path of changedParts(base, theirs)) {
    if (isSame(mine.get(path), theirs.get(path))) continue
    if (!isSame(mine.get(path), base.get(path))) contested.push(path)
    else if (theirs.has(path)) merged.set(path, theirs.get(path))
    else merged.delete(path)
  }
  return { merged, contested }
}

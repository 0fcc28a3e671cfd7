import type { Language } from '#shared/contracts/fields.ts'

/** Puts rows under the first letter of their titles: Ä stands under A (DIN 5007). */
export function byLetter<Row extends { title: string }>(
  rows: Row[],
  lang: Language,
): { letter: string; rows: Row[] }[] {
  const { compare } = new Intl.Collator(lang)
  const groups = new Map<string, Row[]>()
  for (const row of [...rows].sort((a, b) => compare(a.title, b.title))) {
    const letter = row.title.charAt(0).normalize('NFD').charAt(0).toUpperCase()
    groups.set(letter, [...(groups.get(letter) ?? []), row])
  }
  return [...groups].map(([letter, group]) => ({ letter, rows: group }))
}

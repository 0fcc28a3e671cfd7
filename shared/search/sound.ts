const rules: [RegExp, string][] = [
  [/ph|v|w/g, 'f'],
  [/th|dt|d/g, 't'],
  [/chs|cks|ks/g, 'x'],
  [/ck|qu|q|g/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c(?!h)/g, 'k'],
  [/tz|ts|z/g, 's'],
  [/b/g, 'p'],
  [/y|ie/g, 'i'],
  [/eu/g, 'au'],
  [/(?<=[aeiou])h/g, ''],
  [/(.)\1+/g, '$1'],
]

/**
 * How a folded word sounds to somebody who writes as they hear: the same for „Führerschein“ and
 * „fürerschein“, „Ausweis“ and „ausweiß“, „Elterngeld“ and „elterngelt“. Other scripts stay.
 */
export function soundOf(folded: string): string {
  return rules.reduce((sound, [pattern, letter]) => sound.replace(pattern, letter), folded)
}

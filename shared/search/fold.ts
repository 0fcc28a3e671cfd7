/**
 * Lower case, without accents; ä, ae and a are one, and so are ß and ss, so that any spelling of a
 * keyboard without umlauts finds the word.
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([aou])e/g, '$1')
}

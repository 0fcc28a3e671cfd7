/** Makes spellings equal: „Führerschein“, „Fuehrerschein“, „Fuhrerschein“ and „FÜHRERSCHEIN“. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([aou])e/g, '$1')
}

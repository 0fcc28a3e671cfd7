/** `02331 207-0` → `tel:023312070`. */
export function phoneAddress(phone: string): string {
  return `tel:${phone.replace(/\(0\)/, '').replace(/[^\d+]/g, '')}`
}

/**
 * What somebody has begun to write to a request stays until it is sent, whatever page is opened in
 * between. In memory only: the browser's storage would keep a resident's matter on the device.
 */
const texts = new Map<string, string>()

export const keptText = (place: string): string => texts.get(place) ?? ''

export function keepText(place: string, text: string): void {
  if (text.trim()) texts.set(place, text)
  else texts.delete(place)
}

export const hasKeptText = (): boolean => texts.size > 0

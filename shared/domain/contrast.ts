/**
 * How well two colours can be told apart, from 1 to 21 (WCAG 2.2, "contrast ratio"). Both as `#1f4e8c`.
 */
export function contrastRatio(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** The least contrast of text (WCAG 2.2, 1.4.3). */
export const leastContrast = 4.5

/** What a municipality's colours are proven against: our lightest ground, and our darkest. */
export const lightGround = '#ffffff'
export const darkGround = '#1a1a1a'

export function isReadableOn(colour: string, ground: string): boolean {
  return contrastRatio(colour, ground) >= leastContrast
}

/** Relative luminance of sRGB, 0 to 1. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

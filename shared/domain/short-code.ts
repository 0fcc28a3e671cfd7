/**
 * Short codes for counter and phone: `K7M-4PXY`, six random characters and a check character.
 * The alphabet leaves out what looks or sounds alike (0 O, 1 I L, U V) and has a prime length,
 * so that the weighted sum finds every single wrong character and every swap of neighbours.
 */
const alphabet = '23456789ABCDEFGHJKMNPQRSTWXYZ'
const randomLength = 6

/** A code from `bytes`, at least 12 random ones. */
export function shortCode(bytes: Uint8Array): string {
  let characters = ''
  for (let index = 0; index < randomLength; index++) {
    const number = bytes[index * 2]! * 256 + bytes[index * 2 + 1]!
    characters += alphabet[number % alphabet.length]
  }
  return format(characters + checkCharacter(characters))
}

/**
 * A code as it is stored, from what somebody typed or said: case, spaces and hyphens do not matter.
 * Null if it cannot be one.
 */
export function parseShortCode(typed: string): string | null {
  const characters = typed.toUpperCase().replace(/[\s-]/g, '')
  if (characters.length !== randomLength + 1) return null
  if ([...characters].some((character) => !alphabet.includes(character))) return null
  const random = characters.slice(0, randomLength)
  return checkCharacter(random) === characters[randomLength] ? format(characters) : null
}

function checkCharacter(characters: string): string {
  const sum = [...characters].reduce(
    (total, character, index) => total + alphabet.indexOf(character) * (index + 2),
    0,
  )
  return alphabet[sum % alphabet.length]!
}

function format(characters: string): string {
  return `${characters.slice(0, 3)}-${characters.slice(3)}`
}

/** The domains behind most private addresses in Germany. A slip in one of them is worth a question. */
const commonDomains = [
  'gmail.com',
  'googlemail.com',
  'gmx.de',
  'gmx.net',
  'web.de',
  't-online.de',
  'outlook.com',
  'outlook.de',
  'hotmail.com',
  'hotmail.de',
  'icloud.com',
  'yahoo.com',
  'yahoo.de',
  'freenet.de',
  'posteo.de',
  'mailbox.org',
  'proton.me',
  'protonmail.com',
  'live.de',
  'arcor.de',
  'vodafone.de',
]

/** Real providers that are one letter away from a common one: no slip. */
const lookalikes = new Set([
  'mail.com',
  'gmx.at',
  'gmx.ch',
  'gmx.com',
  'yahoo.at',
  'me.com',
  'mail.de',
  'email.de',
  'email.com',
  'ymail.com',
  'live.com',
  'hotmail.at',
  'outlook.at',
])

/** Letters to insert, delete, change or swap with their neighbour to get from one text to the other. */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      )
    }
    beforeLast = last
    last = current
  }
  return last[to.length] ?? 0
}

/**
 * `ada@gmial.com` → `ada@gmail.com`; null if the address looks right or is not an address yet.
 * Only a suggestion: every domain may exist.
 */
export function suggestAddress(address: string): string | null {
  const trimmed = address.trim()
  const at = trimmed.lastIndexOf('@')
  const domain = trimmed.slice(at + 1).toLowerCase()
  if (at < 1 || domain.length < 3) return null
  if (commonDomains.includes(domain) || lookalikes.has(domain)) return null
  const nearest = commonDomains
    .map((common) => ({ common, distance: editDistance(domain, common) }))
    .sort((a, b) => a.distance - b.distance)[0]
  // In a short name two changed letters are another name; in a long one they are a slip.
  const allowed = domain.length > 8 ? 2 : 1
  if (!nearest || nearest.distance > allowed) return null
  return trimmed.slice(0, at + 1) + nearest.common
}

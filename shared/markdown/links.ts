const outside = [
  // Without a name before an @: nobody can pretend to be another host.
  /^https:\/\/[\p{L}\p{N}.-]+(:\d+)?([/?#][^\s"<>\\^`{|}]*)?$/u,
  /^mailto:[^\s"<>@\\]+@[\p{L}\p{N}.-]+(\?[^\s"<>\\]*)?$/u,
  /^tel:\+?[\d-]+$/,
]

/** `leistungen/reisepass`, with or without a slash before it; nothing that climbs or has a scheme. */
const inside = /^\/?([a-z0-9-]+(?:\/[a-z0-9-]+)*)?\/?(\?[\w=&.%-]*)?(#[\w.-]*)?$/

/** The path that a link within the municipality leads to, `leistungen/reisepass`; null for others. */
export function innerPath(href: string): string | null {
  const match = inside.exec(href)
  return match ? (match[1] ?? '') : null
}

/**
 * Where a link leads, with paths of the municipality under `base` (`/musterstadt/`); null for every
 * address that is none of `https:`, `mailto:`, `tel:` or such a path.
 */
export function safeHref(href: string, base: string): string | null {
  if (outside.some((pattern) => pattern.test(href))) return href
  return inside.test(href) ? base + href.replace(/^\//, '') : null
}

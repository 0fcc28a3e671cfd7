import { ApiError } from '#client/lib/api.ts'
import { answersCache, keptHeader } from '#client/sw/strategies.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { PackedBundle } from '#shared/contracts/packed-bundle.ts'
import type { SearchBundle } from '#shared/contracts/search.ts'
import { unpackBundle } from '#shared/search/packed-bundle.ts'

/** All published entries of a municipality in one language, as they came. */
export interface ReceivedBundle {
  bytes: ArrayBuffer
  /** Changes with the content. */
  version: string
  /** When the server said so. */
  since: Date
  /** It comes from this device: there was no network. */
  isKept: boolean
}

export const bundleAddress = (slug: string, lang: Language): string =>
  `/api/${slug}/search-bundle?lang=${lang}`

const sinceOf = (response: Response) => new Date(response.headers.get('Date') ?? Date.now())

/** @throws ApiError 'offline' where there is neither network nor a copy */
export async function fetchBundle(slug: string, lang: Language): Promise<ReceivedBundle> {
  const response = await fetch(bundleAddress(slug, lang)).catch(() => null)
  if (!response?.ok) throw new ApiError('offline', response?.status ?? 0)
  return {
    bytes: await response.arrayBuffer(),
    version: response.headers.get('ETag') ?? '',
    since: sinceOf(response),
    isKept: response.headers.has(keptHeader),
  }
}

/** What this device has kept; null if that is nothing. */
export async function readKeptBundle(
  slug: string,
  lang: Language,
): Promise<{ bundle: SearchBundle; since: Date } | null> {
  try {
    const cache = await caches.open(answersCache)
    const response = await cache.match(bundleAddress(slug, lang))
    if (!response) return null
    const packed = (await response.json()) as PackedBundle
    return { bundle: unpackBundle(packed), since: sinceOf(response) }
  } catch {
    // A private window, or a page without encryption: nothing is kept there.
    return null
  }
}

import { api } from '#client/lib/api.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { SearchResults } from '#shared/contracts/search.ts'
import { fetchBundle } from './bundle.ts'
import { DeviceIndex } from './device-index.ts'
import type { Asked } from './worker-messages.ts'

/** For so long nobody asks whether something new was published. */
const freshForMs = 60_000
/** After this it is tried again where there was no network. */
const retryAfterMs = 10_000

/** An answer, and since when it holds where it comes from this device for want of network. */
export interface Found extends SearchResults {
  keptSince: Date | null
}

/**
 * Searches one municipality in one language: on the device, and until the bundle is there, by the
 * server.
 */
class Finder {
  readonly #slug: string
  readonly #lang: Language
  #index: DeviceIndex | null = null
  #keptSince: Date | null = null
  #version = ''
  #loading: Promise<void> | null = null
  #nextLoadAt = 0
  #reported = ''

  constructor(slug: string, lang: Language) {
    this.#slug = slug
    this.#lang = lang
  }

  /** Loads the bundle, or asks whether it is still the newest. Never fails: there is the server. */
  prepare(): Promise<void> {
    if (this.#loading) return this.#loading
    if (Date.now() < this.#nextLoadAt) return Promise.resolve()
    this.#loading = this.#load().finally(() => (this.#loading = null))
    return this.#loading
  }

  /** @throws ApiError where there is neither network nor a bundle */
  async find(asked: Asked): Promise<Found> {
    const loading = this.prepare()
    const onDevice = this.#findHere(asked)
    if (onDevice) return onDevice
    try {
      return { ...(await api.search(this.#slug, this.#lang, asked)), keptSince: null }
    } catch (error) {
      await loading
      const found = this.#findHere(asked)
      if (!found) throw error
      return found
    }
  }

  /**
   * Tells the server what was looked for in the end, once: it counts what people miss, and not who
   * they are.
   */
  report(query: string): void {
    if (!this.#index || this.#reported === query || !navigator.onLine) return
    this.#reported = query
    const asked = { query, unfinished: false, limit: 10 }
    void api.search(this.#slug, this.#lang, asked).catch(() => undefined)
  }

  /** Null where there is no index. */
  #findHere(asked: Asked): Promise<Found> | null {
    const keptSince = this.#keptSince
    return this.#index?.find(asked).then((found) => ({ ...found, keptSince })) ?? null
  }

  async #load() {
    this.#nextLoadAt = Date.now() + retryAfterMs
    try {
      const { bytes, version, since, isKept } = await fetchBundle(this.#slug, this.#lang)
      this.#keptSince = isKept ? since : null
      if (!this.#index || version !== this.#version) {
        const former = this.#index
        this.#index = await DeviceIndex.build(bytes)
        this.#version = version
        former?.close()
      }
      if (!isKept) this.#nextLoadAt = Date.now() + freshForMs
    } catch {
      // The server answers instead, or what was loaded before.
    }
  }
}

const finders = new Map<string, Finder>()

export function finderFor(slug: string, lang: Language): Finder {
  const key = `${slug} ${lang}`
  const finder = finders.get(key) ?? new Finder(slug, lang)
  finders.set(key, finder)
  return finder
}

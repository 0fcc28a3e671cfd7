/** A scanner types far faster than a hand; between two keys of a hand there are at least 60 ms. */
const scannerGapMs = 45
/** No code is shorter than a short one without its hyphen. */
const shortestCode = 7

export type Typed = { code: string } | { key: string } | null

/**
 * Tells what a hand scanner types, fast and with Enter at its end, from single keys of a hand.
 * A key counts as a hand's only when no other follows at once: call `settle` after the gap.
 */
export class KeyReader {
  #typed = ''
  #last = -Infinity

  /** Takes one key; returns a code when Enter ends it. */
  press(key: string, at: number): Typed {
    const follows = at - this.#last <= scannerGapMs
    this.#last = at
    if (key === 'Enter') {
      const code = follows ? this.#typed : ''
      this.#typed = ''
      return code.length >= shortestCode ? { code } : null
    }
    if ([...key].length !== 1) return null
    this.#typed = follows ? this.#typed + key : key
    return null
  }

  /** After a pause: the single key that a hand has pressed. */
  settle(): Typed {
    const typed = this.#typed
    this.#typed = ''
    return typed.length === 1 ? { key: typed } : null
  }

  /** Whether a scanner is typing just now. */
  get isScanning(): boolean {
    return this.#typed.length > 2
  }

  static readonly pauseMs = scannerGapMs + 15
}

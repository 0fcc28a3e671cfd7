/**
 * Where each stem stands, as three parallel lists: the places of stem `n`, numbers of entries or of
 * phrases, are `at[starts[n]]` up to `at[starts[n + 1]]`, each with how strongly it has the stem.
 * Flat lists because ten thousand small ones are what an index would mostly spend its time on.
 */
export interface Postings {
  starts: Uint32Array
  at: Uint32Array
  weight: Float64Array
}

/** Collects places in any order of stems, and sorts them by stem at the end. */
export class PostingsBuilder {
  #stems = new Uint32Array(1024)
  #places = new Uint32Array(1024)
  #weights = new Float64Array(1024)
  #length = 0

  add(stem: number, place: number, weight: number): void {
    if (this.#length === this.#stems.length) this.#grow()
    this.#stems[this.#length] = stem
    this.#places[this.#length] = place
    this.#weights[this.#length++] = weight
  }

  build(stemCount: number): Postings {
    const stems = this.#stems.subarray(0, this.#length)
    const starts = startsOf(stems, stemCount)
    const next = starts.slice()
    const at = new Uint32Array(this.#length)
    const weight = new Float64Array(this.#length)
    for (let i = 0; i < this.#length; i++) {
      const to = next[stems[i]!]!++
      at[to] = this.#places[i]!
      weight[to] = this.#weights[i]!
    }
    return { starts, at, weight }
  }

  #grow(): void {
    const grown = <List extends Uint32Array | Float64Array>(list: List, into: List): List => {
      into.set(list)
      return into
    }
    const length = 2 * this.#length
    this.#stems = grown(this.#stems, new Uint32Array(length))
    this.#places = grown(this.#places, new Uint32Array(length))
    this.#weights = grown(this.#weights, new Float64Array(length))
  }
}

/** Where the numbers of each key begin, were they sorted by it; one more start at the end. */
export function startsOf(keys: ArrayLike<number>, keyCount: number): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(keyCount + 1)
  for (let i = 0; i < keys.length; i++) starts[keys[i]! + 1]!++
  for (let key = 0; key < keyCount; key++) starts[key + 1]! += starts[key]!
  return starts
}

/** Values by number, most of them 0: what has been set is forgotten without visiting the rest. */
export class SparseValues {
  readonly #values: Float64Array
  #touched: number[] = []

  constructor(size: number) {
    this.#values = new Float64Array(size)
  }

  get(number: number): number {
    return this.#values[number]!
  }

  /** Sets a value that is not 0. */
  set(number: number, value: number): void {
    if (this.#values[number] === 0) this.#touched.push(number)
    this.#values[number] = value
  }

  raise(number: number, value: number): void {
    if (value > this.#values[number]!) this.set(number, value)
  }

  /** Hands over all that has been set, and forgets it. */
  drain(take: (number: number, value: number) => void): void {
    for (const number of this.#touched) {
      take(number, this.#values[number]!)
      this.#values[number] = 0
    }
    this.#touched = []
  }
}

import { AppError } from '#server/errors.ts'

const mostStreams = 5_000
/** Everybody in a waiting room may come from one address: that of the town hall's network. */
const mostPerCaller = 500
const retryAfter = 30

/** The streams that are open in this process: how many, for whom, and how to end them all. */
export class Streams {
  readonly #byCaller = new Map<string, number>()
  readonly #end = new AbortController()
  #open = 0

  /** Aborted when the server stops. */
  get ended(): AbortSignal {
    return this.#end.signal
  }

  /** Counts one more stream; returns what gives it back. @throws AppError 'too-many-requests' */
  open(callerKey: string): () => void {
    const ofCaller = this.#byCaller.get(callerKey) ?? 0
    if (this.#open >= mostStreams || ofCaller >= mostPerCaller) {
      throw new AppError('too-many-requests', { retryAfter })
    }
    this.#open++
    this.#byCaller.set(callerKey, ofCaller + 1)
    return () => {
      this.#open--
      const left = (this.#byCaller.get(callerKey) ?? 1) - 1
      if (left > 0) this.#byCaller.set(callerKey, left)
      else this.#byCaller.delete(callerKey)
    }
  }

  endAll(): void {
    this.#end.abort()
  }
}

import { trustedScriptUrl } from '#client/lib/trusted-script.ts'
import type { SearchResults } from '#shared/contracts/search.ts'
import workerUrl from './search-worker.ts?worker&url'
import type { Asked, FromWorker, ToWorker } from './worker-messages.ts'

/** The index of one bundle, in a thread of its own. */
export class DeviceIndex {
  readonly #worker: Worker
  readonly #waiting = new Map<number, (found: SearchResults) => void>()
  #asked = 0
  #isClosing = false

  private constructor(worker: Worker) {
    this.#worker = worker
  }

  /** Builds the index; the bytes are gone afterwards. Rejects where the browser has no such threads. */
  static build(bytes: ArrayBuffer): Promise<DeviceIndex> {
    return new Promise((resolve, reject) => {
      const type = import.meta.env.DEV ? 'module' : 'classic'
      const worker = new Worker(trustedScriptUrl(workerUrl), { type })
      const index = new DeviceIndex(worker)
      worker.addEventListener('error', ({ message }) => reject(new Error(message)))
      worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
        if ('ready' in data) resolve(index)
        else index.#answer(data)
      })
      worker.postMessage({ bytes } satisfies ToWorker, [bytes])
    })
  }

  find(asked: Asked): Promise<SearchResults> {
    const id = ++this.#asked
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      this.#worker.postMessage({ id, asked } satisfies ToWorker)
    })
  }

  /** Ends the thread as soon as nobody waits for an answer of it. */
  close(): void {
    this.#isClosing = true
    this.#endIfDone()
  }

  #endIfDone() {
    if (this.#isClosing && this.#waiting.size === 0) this.#worker.terminate()
  }

  #answer({ id, found }: { id: number; found: SearchResults }) {
    this.#waiting.get(id)?.(found)
    this.#waiting.delete(id)
    this.#endIfDone()
  }
}

/** What a server process has used since it began. */
export interface Usage {
  cpuMs: number
  /** The most memory that it was seen to hold. */
  peakRssBytes: number
}

const sampleMs = 100

/** Lets the parent process ask this one, by any message, what it has used. */
export function tellUsage(): void {
  let peakRssBytes = 0
  // The system's own peak counts what the parent held when it made this process.
  const sample = () => {
    peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss())
  }
  setInterval(sample, sampleMs).unref()
  process.on('message', () => {
    sample()
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMs: (user + system) / 1000, peakRssBytes } satisfies Usage)
  })
}

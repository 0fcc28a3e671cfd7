/** What a server process has used since it began. */
export interface Usage {
  cpuMs: number
  /** The most memory that it ever held. */
  peakRssBytes: number
}

/** Lets the parent process ask this one, by any message, what it has used. */
export function tellUsage(): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    const peakRssBytes = process.resourceUsage().maxRSS * 1024
    process.send?.({ cpuMs: (user + system) / 1000, peakRssBytes } satisfies Usage)
  })
}

/** What a benchmark is given. */
export interface Run {
  /** Finish within seconds: to see that it works, not for figures. */
  small: boolean
  /** An empty folder on disk; removed afterwards. */
  folder: string
  log: (line: string) => void
}

/** Measures something and prints tables of it. */
export type Benchmark = (run: Run) => Promise<void>

/** The value below which `share` (0 to 1) of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** Times of one thing in milliseconds. */
export interface Timing {
  median: number
  /** The fastest: what it costs when nobody else uses the machine. */
  best: number
}

/**
 * Times several things in turn, round by round, so that a busy machine is unfair to none of them.
 * The first rounds only warm the compiler up.
 */
export async function timeInTurn<Name extends string>(
  things: Record<Name, () => unknown>,
  { rounds, warmUp }: { rounds: number; warmUp: number },
): Promise<Record<Name, Timing>> {
  const names = Object.keys(things) as Name[]
  const times = new Map(names.map((name) => [name, [] as number[]]))
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const name of names) {
      const started = performance.now()
      await things[name]()
      if (round >= warmUp) times.get(name)!.push(performance.now() - started)
    }
  }
  return Object.fromEntries(
    names.map((name) => [
      name,
      { median: median(times.get(name)!), best: Math.min(...times.get(name)!) },
    ]),
  ) as Record<Name, Timing>
}

import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Benchmark } from './benchmark.ts'
import { bookings } from './bookings.ts'
import { freeDays } from './free-days.ts'
import { routing } from './routing.ts'
import { search } from './search.ts'
import { slotsHttp } from './slots-http.ts'
import { storm } from './storm.ts'

const benchmarks: Record<string, Benchmark> = {
  'free-days': freeDays,
  bookings,
  'slots-http': slotsHttp,
  storm,
  search,
  routing,
}

const { values, positionals } = parseArgs({
  options: { small: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const unknown = positionals.filter((name) => !(name in benchmarks))
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`)
  process.exit(2)
}

const [load = 0] = loadavg()
console.log(
  `Node ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model.trim()}, ` +
    `load before the start ${load.toFixed(1)}`,
)
for (const [name, run] of Object.entries(benchmarks)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const folder = mkdtempSync(join(tmpdir(), 'rathauslotse-bench-'))
  try {
    console.log(`\n${name}`)
    await run({ small: values.small, folder, log: (line) => console.log(line) })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

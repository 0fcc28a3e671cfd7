import { join } from 'node:path'
import { placeAppointment } from '#server/appointments/place.ts'
import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { Benchmark } from './benchmark.ts'
import { fillCity } from './full-calendars.ts'
import { HttpClient } from './http-client.ts'
import { closedLoop, formatStatuses } from './load.ts'
import { startServer } from './server-process.ts'
import { copyData, openDeps, openRaw, openRecorded, replayer } from './statements.ts'
import { median } from './statistics.ts'
import { formatCount, formatMs, formatShare, formatTable } from './table.ts'
import {
  type FreePlace,
  bookingCall,
  listFreePlaces,
  newIdempotencyKey,
  wishFor,
} from './wishes.ts'

const inFlight = 32
const targetShare = 0.35
/** No further round begins after that. */
const longestMs = 120_000

/** A way to book places, each way on a copy of the same data. */
interface Way {
  name: string
  target?: number
  book(places: readonly FreePlace[]): unknown
  stop(): Promise<void>
}

/** Bookings a second: by HTTP, in the process, and the same statements in better-sqlite3 alone. */
export const bookings: Benchmark = async ({ small, folder, log }) => {
  const { rounds, perRound } = small ? { rounds: 4, perRound: 100 } : { rounds: 12, perRound: 500 }
  const dataDir = join(folder, 'data')
  const deps = openDeps(dataDir)
  const { municipality: city, appointments } = await fillCity(deps)
  const places = await listFreePlaces(deps, city)
  await deps.db.destroy()
  const copy = (name: string) => copyData(dataDir, join(folder, name))

  const statuses = new Map<number, number>()
  const [inProcess, raw] = recordAndReplay(city, copy('process'), copy('raw'))
  const ways = [
    inProcess,
    raw,
    await overHttp('over HTTP', city, copy('http'), 'alone', statuses),
    await overHttp('over HTTP, mails sent beside', city, copy('mails'), 'complete', statuses),
  ]
  const seconds = new Map<Way, number[]>(ways.map((way) => [way, []]))
  const begun = performance.now()
  const isLate = () => performance.now() - begun > longestMs
  // The first round only warms the compiler up.
  for (let round = 0; round <= 1 || (round <= rounds && !isLate()); round++) {
    const wished = places.splice(0, perRound)
    for (const way of ways) {
      const started = performance.now()
      await way.book(wished)
      if (round > 0) seconds.get(way)!.push((performance.now() - started) / 1000)
    }
  }
  await Promise.all(ways.map((way) => way.stop()))

  const rows = ways.map((way) => {
    const times = seconds.get(way)!
    const shares = times.map((time, round) => seconds.get(raw)![round]! / time)
    return [
      way.name,
      formatCount(perRound / median(times)),
      formatMs((median(times) / perRound) * 1000),
      formatShare(median(shares)),
      way.target === undefined ? '' : `≥ ${formatShare(way.target)}`,
    ]
  })
  const each = perRound * seconds.get(raw)!.length
  log(
    `  ${formatCount(each)} bookings each way, every one of another person for another place,\n` +
      `  ${inFlight} in flight, among ${formatCount(appointments)} appointments in SQLite on disk.`,
  )
  log(formatTable(['medians', 'a second', 'ms each', 'of raw', 'target'], rows))
  log(`  Answers: ${formatStatuses(statuses)}.`)
}

/** The use case without HTTP, and whatever it told the database, told again without the use case. */
function recordAndReplay(city: Municipality, processDir: string, rawDir: string): [Way, Way] {
  const [deps, statements] = openRecorded(processDir)
  const database = openRaw(rawDir)
  const replay = replayer(database)
  return [
    {
      name: 'in the process, one after the other',
      book: (places) => bookInProcess(deps, city.id, places),
      stop: () => deps.db.destroy(),
    },
    {
      name: 'raw: the same statements in better-sqlite3',
      book: () => replay(statements.splice(0)),
      stop: async () => void database.close(),
    },
  ]
}

async function bookInProcess(
  deps: Deps,
  tenantId: string,
  places: readonly FreePlace[],
): Promise<void> {
  for (const place of places) {
    const municipality = (await deps.municipalities.find(deps.db, tenantId))!
    const wish = wishFor(municipality, place)
    await placeAppointment(deps, municipality, wish, newIdempotencyKey())
  }
}

async function overHttp(
  name: string,
  city: Municipality,
  dataDir: string,
  mode: 'complete' | 'alone',
  statuses: Map<number, number>,
): Promise<Way> {
  const server = await startServer(dataDir, mode)
  return {
    name,
    target: targetShare,
    async book(places) {
      const client = new HttpClient(server.port, inFlight)
      const outcome = await closedLoop(
        (number) => client.send(bookingCall(city, places[number]!)),
        {
          inFlight,
          isOver: (number) => number >= places.length,
        },
      )
      client.close()
      for (const [status, count] of outcome.statuses) {
        statuses.set(status, (statuses.get(status) ?? 0) + count)
      }
    },
    stop: () => server.stop(),
  }
}

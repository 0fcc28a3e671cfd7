import { seededRandom } from '#server/db/seed/random.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { Benchmark } from './benchmark.ts'
import { fillCity } from './full-calendars.ts'
import { type Call, HttpClient } from './http-client.ts'
import { type Outcome, closedLoop, formatStatuses } from './load.ts'
import { countOversold } from './oversold.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import { openDeps } from './statements.ts'
import { percentile } from './statistics.ts'
import { formatCount, formatMib, formatMs, formatTable } from './table.ts'
import {
  type FreePlace,
  bookableService,
  bookingCall,
  fromAddress,
  listFreePlaces,
} from './wishes.ts'

const inFlight = 64
/** As many as the residents' app asks for at first. */
const daysAtFirst = 14
/** Few enough starts that many people want the same one. */
const wantedPlaces = 300
const targets = { perSecond: 2000, p99Ms: 100, peakRssBytes: 250 * 1024 * 1024 }

/** What happened within some seconds, and what it cost the server. */
interface Spell extends Outcome {
  /** Of the server, a request. */
  cpuMs: number
}

/** The morning on which everybody comes: 80 % look for a place, 15 % read the catalogue, 5 % book. */
export const storm: Benchmark = async ({ small, folder, log }) => {
  const seconds = small ? { warmUp: 2, alone: 1, mixed: 3 } : { warmUp: 5, alone: 3, mixed: 20 }
  const deps = openDeps(folder)
  const city = await fillCity(deps)
  const places = await listFreePlaces(deps, city.municipality)
  const server = await startServer(folder, 'complete')
  const atStart = await server.usage()
  const kinds = callsOf(city.municipality, places.splice(0, wantedPlaces))
  const spell = (duration: number, next: () => Call) => runSpell(server, duration, next)

  await spell(seconds.warmUp, kinds.mixed)
  const mixed = await spell(seconds.mixed, kinds.mixed)
  const atEnd = await server.usage()
  const oversold = await countOversold(deps, city)
  const alone = {
    'free places': await spell(seconds.alone, kinds.slots),
    catalogue: await spell(seconds.alone, kinds.catalogue),
    // Every place is wanted once here, so that all of these bookings succeed.
    booking: await spell(seconds.alone, () => bookingCall(city.municipality, places.pop()!)),
    'raw: an answer without content': await spell(seconds.alone, kinds.nothing),
  }
  await server.stop()
  await deps.db.destroy()

  log(
    `  80 % free places of ${daysAtFirst} days, 15 % catalogue, 5 % bookings of ${wantedPlaces} wanted ` +
      `starts;\n  ${inFlight} in flight for ${seconds.mixed} s, ` +
      `${formatCount(city.appointments)} appointments, mails sent beside.`,
  )
  const figures = ({ latencies, seconds: took, cpuMs }: Spell) => [
    formatCount(latencies.length / took),
    ...[0.5, 0.99].map((share) => formatMs(percentile(latencies, share))),
    formatMs(cpuMs),
  ]
  const target = ['target', `≥ ${formatCount(targets.perSecond)}`, '', `≤ ${targets.p99Ms}`, '']
  log(
    formatTable(
      ['', 'requests a second', 'p50 ms', 'p99 ms', 'CPU ms each'],
      [
        ['the storm', ...figures(mixed)],
        target,
        ...Object.entries(alone).map(([name, kind]) => [`alone: ${name}`, ...figures(kind)]),
      ],
    ),
  )
  log(
    formatTable(
      ['', 'measured', 'target'],
      [
        ['places sold twice', formatCount(oversold), '0'],
        ['memory of the server at most, before', formatMib(atStart.peakRssBytes), ''],
        [
          'memory of the server at most, after',
          formatMib(atEnd.peakRssBytes),
          `≤ ${formatMib(targets.peakRssBytes)}`,
        ],
      ],
    ),
  )
  log(`  Answers in the storm: ${formatStatuses(mixed.statuses)}.`)
}

async function runSpell(server: ServerProcess, seconds: number, next: () => Call): Promise<Spell> {
  const client = new HttpClient(server.port, inFlight)
  const before = await server.usage()
  const over = performance.now() + seconds * 1000
  const outcome = await closedLoop(() => client.send(next()), {
    inFlight,
    isOver: () => performance.now() > over,
  })
  const after = await server.usage()
  client.close()
  return { ...outcome, cpuMs: (after.cpuMs - before.cpuMs) / outcome.latencies.length }
}

/** Requests of each kind and in the mix of the storm, each from another address. */
function callsOf(city: Municipality, places: readonly FreePlace[]) {
  const random = seededRandom('storm')
  let person = 0
  const get = (path: string) => (): Call => {
    person = (person + 1) % 2 ** 24
    return { method: 'GET', path, headers: { 'Accept-Encoding': 'gzip', ...fromAddress(person) } }
  }
  const query = `service=${bookableService(city)}&days=${daysAtFirst}`
  const slots = get(`/api/${city.id}/slots?${query}`)
  const catalogue = get(`/api/${city.id}/catalogue?lang=de`)
  const booking = () => bookingCall(city, random.pick(places))
  return {
    slots,
    catalogue,
    nothing: get('/api/health/live'),
    mixed(): Call {
      const lot = random.next()
      return lot < 0.05 ? booking() : lot < 0.2 ? catalogue() : slots()
    },
  }
}

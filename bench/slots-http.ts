import type { Benchmark } from './benchmark.ts'
import { horizonDays, offices } from './city.ts'
import { fillCity } from './full-calendars.ts'
import { type Call, HttpClient } from './http-client.ts'
import { formatStatuses, openLoop } from './load.ts'
import { type ServerProcess, startBytesServer, startServer } from './server-process.ts'
import { openDeps } from './statements.ts'
import { percentile } from './statistics.ts'
import { formatCount, formatMs, formatTable } from './table.ts'
import { bookableService } from './wishes.ts'

const perSecond = 500
const connections = 64
const targetMs = 20

/** The answer to "when is something free?" over HTTP, asked 500 times a second, come what may. */
export const slotsHttp: Benchmark = async ({ small, folder, log }) => {
  const seconds = small ? { warmUp: 2, measured: 2 } : { warmUp: 4, measured: 10 }
  const deps = openDeps(folder)
  const { municipality: city, appointments } = await fillCity(deps)
  await deps.db.destroy()
  const path = `/api/${city.id}/slots?service=${bookableService(city)}&days=${horizonDays}`
  const plain: Call = { method: 'GET', path }
  const zipped: Call = { ...plain, headers: { 'Accept-Encoding': 'gzip' } }

  const server = await startServer(folder, 'complete')
  const bytes = await bodyLength(server, plain)
  const bare = await startBytesServer(bytes)
  log(
    `  GET …/slots, ${horizonDays} days, ${offices} offices, ${formatCount(appointments)} appointments: ` +
      `${perSecond} requests a second\n  for ${seconds.measured} s, over at most ${connections} connections; ` +
      `waiting counts from the moment when a request was due.`,
  )
  const rows = [
    await measure('as a browser asks: gzip', server, zipped, seconds, `p95 ≤ ${targetMs}`),
    await measure('without compression', server, plain, seconds),
    await measure('raw: as many bytes from node:http', bare, plain, seconds),
  ]
  log(
    formatTable(
      ['milliseconds', 'p50', 'p95', 'p99', 'CPU each', 'KiB each', 'answers', 'target'],
      rows,
    ),
  )
  await Promise.all([server.stop(), bare.stop()])
}

async function measure(
  name: string,
  server: ServerProcess,
  call: Call,
  seconds: { warmUp: number; measured: number },
  target = '',
): Promise<string[]> {
  const client = new HttpClient(server.port, connections)
  const run = (duration: number) =>
    openLoop(() => client.send(call), { perSecond, count: perSecond * duration })
  await run(seconds.warmUp)
  const before = await server.usage()
  const { latencies, statuses } = await run(seconds.measured)
  const after = await server.usage()
  client.close()
  const bytes = await bodyLength(server, call)
  return [
    name,
    ...[0.5, 0.95, 0.99].map((share) => formatMs(percentile(latencies, share))),
    formatMs((after.cpuMs - before.cpuMs) / latencies.length),
    formatCount(bytes / 1024),
    formatStatuses(statuses),
    target,
  ]
}

async function bodyLength(server: ServerProcess, call: Call): Promise<number> {
  const client = new HttpClient(server.port, 1)
  const { body } = await client.send(call)
  client.close()
  return body.length
}

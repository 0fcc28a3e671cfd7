/** A process that answers every request with the same bytes: what HTTP alone costs here. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tellUsage } from './usage.ts'

const body = Buffer.alloc(Number(process.argv[2]), '.')
const server = createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length })
  response.end(body)
})
server.listen(0, '127.0.0.1', () =>
  process.send?.({ port: (server.address() as AddressInfo).port }),
)
tellUsage()
process.on('disconnect', () => process.exit(0))

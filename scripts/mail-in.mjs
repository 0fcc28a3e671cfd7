/** `npm run mail:in -- SLUG`: takes one mail in, from standard input. */
import { spawnSync } from 'node:child_process'
import { bootstrap, node } from './bootstrap.mjs'

bootstrap()
const command = ['server/requests/inbound/cli.ts', ...process.argv.slice(2)]
// A mail server that is told nothing else tries again.
process.exitCode = spawnSync(node, command, { stdio: 'inherit' }).status ?? 75

/** `npm run tenant -- import FILE | export SLUG`: a municipality's configuration as one file. */
import { spawnSync } from 'node:child_process'
import { bootstrap, node } from './bootstrap.mjs'

bootstrap()
const command = ['server/tenants/cli.ts', ...process.argv.slice(2)]
process.exitCode = spawnSync(node, command, { stdio: 'inherit' }).status ?? 1

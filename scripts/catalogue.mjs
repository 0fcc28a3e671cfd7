/** `npm run catalogue -- export SLUG | import SLUG FILE`: entries as CSV, XZuFi 2.2 or YAML. */
import { spawnSync } from 'node:child_process'
import { bootstrap, node } from './bootstrap.mjs'

bootstrap()
const command = ['server/catalogue/cli.ts', ...process.argv.slice(2)]
process.exitCode = spawnSync(node, command, { stdio: 'inherit' }).status ?? 1

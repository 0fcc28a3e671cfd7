/**
 * `npm run bench` measures everything, `npm run bench -- free-days storm` some of it; with `--small`
 * each takes seconds. Figures depend on the machine: compare those of one run with each other.
 */
import { spawnSync } from 'node:child_process'
import { bootstrap, node, serverOptions } from './bootstrap.mjs'

bootstrap()
// The servers that it starts inherit them.
const command = [...serverOptions, 'bench/main.ts', ...process.argv.slice(2)]
process.exitCode = spawnSync(node, command, { stdio: 'inherit' }).status ?? 1

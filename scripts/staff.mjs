/** `npm run staff -- invite MUNICIPALITY E-MAIL NAME`: the first person who may administer it. */
import { spawnSync } from 'node:child_process'
import { bootstrap, node } from './bootstrap.mjs'

bootstrap()
const command = ['server/staff/cli.ts', ...process.argv.slice(2)]
process.exitCode = spawnSync(node, command, { stdio: 'inherit' }).status ?? 1

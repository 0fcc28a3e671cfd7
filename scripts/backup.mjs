/** `npm run backup -- …`: see docs/operations.md. */
import { spawnSync } from 'node:child_process'
import { bootstrap, node } from './bootstrap.mjs'

bootstrap()
const command = ['server/backup/cli.ts', 'backup', ...process.argv.slice(2)]
process.exitCode = spawnSync(node, command, { stdio: 'inherit' }).status ?? 1

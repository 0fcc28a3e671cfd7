/** `npm start`: installs what is missing, builds the client if it is stale, runs the server. */
import { bootstrap, node, serverOptions } from './bootstrap.mjs'
import { buildIfStale } from './build.mjs'
import { runTogether } from './run-together.mjs'

bootstrap()
const failure = buildIfStale()
if (failure) process.exit(failure)
runTogether([[node, ...serverOptions, 'server/main.ts']])

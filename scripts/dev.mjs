/** `npm run dev`: the server restarts and the client reloads as files change. */
import { bootstrap, node } from './bootstrap.mjs'
import { runTogether } from './run-together.mjs'

bootstrap()
runTogether([
  [node, '--watch', 'server/main.ts'],
  [node, 'node_modules/.bin/vite'],
])

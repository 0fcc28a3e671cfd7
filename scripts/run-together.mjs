import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs commands as one: signals go to all of them, the end of one is the end of all, and its exit
 * code is ours.
 * @param {[command: string, ...args: string[]][]} commands
 */
export function runTogether(commands) {
  const children = commands.map(([command, ...args]) => spawn(command, args, { stdio: 'inherit' }))
  const signalAll = (/** @type {NodeJS.Signals} */ signal) =>
    children.forEach((child) => child.kill(signal))

  process.on('SIGTERM', signalAll)
  process.on('SIGINT', (signal) => {
    // A terminal sends Ctrl-C to all of us itself; a second one would cut the graceful stop short.
    if (!process.stdin.isTTY) signalAll(signal)
  })
  for (const child of children) {
    child.on('exit', (code, signal) => {
      process.exitCode = process.exitCode ?? code ?? 128 + constants.signals[signal ?? 'SIGTERM']
      signalAll('SIGTERM')
    })
  }
}

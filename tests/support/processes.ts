import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface ServerProcess {
  url: string
  stop(): Promise<void>
  /** Ends it at once, in the middle of whatever it does. */
  kill(): Promise<void>
}

/** A guard that a sabotaged process leaves out, to show that the test would notice. */
export type Sabotage = 'no-ledger-lock'

/** Starts the app in a process of its own, as it stands behind a load balancer. */
export async function startServerProcess(
  environment: Record<string, string>,
  sabotage?: Sabotage,
): Promise<ServerProcess> {
  const child = fork(join(import.meta.dirname, 'serve.ts'), sabotage ? [sabotage] : [], {
    // Nothing of the test runner's own environment, which knows a MODE too.
    env: { PATH: process.env.PATH, ...environment, LOG_LEVEL: 'error' },
    execArgv: [],
  })
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown]
  const port = (message as { port?: number } | null)?.port
  if (port === undefined) throw new Error('the server process ended before it listened')
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const exit = once(child, 'exit')
      child.disconnect()
      await exit
    },
    async kill() {
      const exit = once(child, 'exit')
      child.kill('SIGKILL')
      await exit
    },
  }
}

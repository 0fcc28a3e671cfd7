import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Usage } from './usage.ts'

export interface ServerProcess {
  port: number
  usage(): Promise<Usage>
  stop(): Promise<void>
}

/** Serves the data of a folder in a process of its own; every request may name its own address. */
export function startServer(dataDir: string, mode: 'complete' | 'alone'): Promise<ServerProcess> {
  return start('serve.ts', [mode], {
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    TRUST_PROXY: '127.0.0.1',
  })
}

/** Answers everything with that many bytes. */
export function startBytesServer(bytes: number): Promise<ServerProcess> {
  return start('serve-bytes.ts', [String(bytes)], {})
}

async function start(
  file: string,
  argv: string[],
  environment: Record<string, string>,
): Promise<ServerProcess> {
  const env = { PATH: process.env.PATH, ...environment }
  const child = fork(join(import.meta.dirname, file), argv, { env })
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown]
  const port = (message as { port?: number } | null)?.port
  if (port === undefined) throw new Error(`${file} ended before it listened`)
  return {
    port,
    async usage() {
      const answer = once(child, 'message')
      child.send('usage')
      const [usage] = (await answer) as [Usage]
      return usage
    },
    async stop() {
      const exit = once(child, 'exit')
      child.disconnect()
      await exit
    },
  }
}

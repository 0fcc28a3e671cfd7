import type { Config } from './config.ts'

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const
type Level = Exclude<(typeof levels)[number], 'silent'>

/** What a line may say. Numbers, codes and ids: never a token, an address or a person's name. */
export type LogFields = Record<string, string | number | boolean | null>

export type Log = Record<Level, (event: string, fields?: LogFields) => void>

/** JSON lines on standard output. */
export function createLog(threshold: Config['logLevel']): Log {
  const write =
    (level: Level) =>
    (event: string, fields: LogFields = {}) => {
      if (levels.indexOf(level) < levels.indexOf(threshold)) return
      process.stdout.write(
        `${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`,
      )
    }
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}

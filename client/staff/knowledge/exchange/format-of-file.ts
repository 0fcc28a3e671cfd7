import type { ExchangeFormat } from '#shared/contracts/staff-entries.ts'

const endings: Record<string, ExchangeFormat> = {
  csv: 'csv',
  xml: 'xzufi',
  yaml: 'yaml',
  yml: 'yaml',
}

/** What a file probably holds, judged by how its name ends. */
export function formatOfFile(name: string): ExchangeFormat | undefined {
  return endings[name.split('.').at(-1)?.toLowerCase() ?? '']
}

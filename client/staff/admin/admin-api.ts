import { sendAsStaff } from '#client/lib/staff-api.ts'
import type {
  ChangePreview,
  ChangeSaved,
  Configuration,
  PreviewChange,
  SaveChange,
} from '#shared/contracts/configuration.ts'
import type { Statistics, StatisticsQuery, StatisticsTable } from '#shared/contracts/statistics.ts'
import type { InferInput } from 'valibot'

const at = (tenant: string, path: string) => `/api/${tenant}/staff/${path}`

function query(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

/** What administrators do, typed by the shared contracts. Every call throws `ApiError`. */
export const adminApi = {
  configuration: (tenant: string) => sendAsStaff<Configuration>(at(tenant, 'configuration')),
  preview: (tenant: string, body: InferInput<typeof PreviewChange>) =>
    sendAsStaff<ChangePreview>(at(tenant, 'configuration/preview'), { body }),
  save: (tenant: string, body: InferInput<typeof SaveChange>) =>
    sendAsStaff<ChangeSaved>(at(tenant, 'configuration/changes'), { body }),
  statistics: (tenant: string, wanted: StatisticsQuery) =>
    sendAsStaff<Statistics>(at(tenant, `statistics${query(wanted)}`)),
  /** Where a table of the statistics is as CSV. */
  csvAddress: (tenant: string, table: StatisticsTable, wanted: StatisticsQuery) =>
    at(tenant, `statistics-csv${query({ table, ...wanted })}`),
}

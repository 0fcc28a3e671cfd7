import { Hono } from 'hono'
import * as v from 'valibot'
import type { Deps } from '#server/deps.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import { Statistics, StatisticsQuery, StatisticsTableQuery } from '#shared/contracts/statistics.ts'
import { readStatistics } from './read-statistics.ts'
import { statisticsCsv } from './statistics-csv.ts'

const tag = 'statistics'
const errors = ['sign-in-required', 'forbidden', 'invalid-input'] as const

/** Figures of days that are over. */
export function statisticsRoutes(deps: Deps) {
  const admins = requireRole(deps, 'admin')
  return new Hono<StaffEnv>()
    .get(
      '/statistics',
      describe({
        summary: 'Appointments, no-shows, lead time, waiting time and use of the counters',
        tag,
        answer: Statistics,
        errors: [...errors],
      }),
      admins,
      validated('query', StatisticsQuery),
      async (c) => c.json(await readStatistics(deps, c.var.municipality, c.req.valid('query'))),
    )
    .get(
      '/statistics-csv',
      describe({
        summary: 'One table of the same as CSV',
        tag,
        answer: v.string(),
        contentType: 'text/csv',
        errors: [...errors],
      }),
      admins,
      validated('query', StatisticsTableQuery),
      async (c) => {
        const { table, ...query } = c.req.valid('query')
        const statistics = await readStatistics(deps, c.var.municipality, query)
        const name = `${c.var.municipality.id}-${table}-${statistics.from}-${statistics.to}.csv`
        c.header('Content-Type', 'text/csv; charset=utf-8')
        c.header('Content-Disposition', `attachment; filename="${name}"`)
        return c.body(statisticsCsv(statistics, table))
      },
    )
}

import type { Deps } from '#server/deps.ts'
import { addDays } from '#shared/domain/local-time.ts'
import {
  addToCount,
  deleteCountsBefore,
  deleteMarksBefore,
  deleteMissesBefore,
} from './counts.queries.ts'

const monthsOfCounts = 13
const daysOfMisses = 90
const daysOfUnnamedMisses = 30

/** What time does to counts: they are written down, and forgotten. */
export async function keepCounts(deps: Deps): Promise<void> {
  const today = deps.clock.now().slice(0, 10)
  for (const { tenantId, kind, id, count } of deps.found.drain()) {
    const month = today.slice(0, 7)
    await addToCount(deps.db, tenantId, { kind, id, month, what: 'found', count })
  }
  await deleteMarksBefore(deps.db, today)
  await deleteMissesBefore(deps.db, {
    named: addDays(today, -daysOfMisses),
    unnamed: addDays(today, -daysOfUnnamedMisses),
  })
  await deleteCountsBefore(deps.db, monthBefore(today, monthsOfCounts))
}

/** The month of a day, and those before it: `['2026-11', '2026-10', '2026-09']`. */
export function lastMonths(today: string, many: number): string[] {
  return Array.from({ length: many }, (_, back) => monthBefore(today, back))
}

function monthBefore(today: string, back: number): string {
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - back
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}

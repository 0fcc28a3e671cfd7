import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { StaffSearch, StaffSearchQuery } from '#shared/contracts/staff.ts'
import { addDays, localMoment } from '#shared/domain/local-time.ts'
import { parseShortCode } from '#shared/domain/short-code.ts'
import { fold } from '#shared/search/fold.ts'
import { findByReference, listByIds, listNames } from './counter.queries.ts'
import { describeAll } from './day.ts'
import { checkOffice } from './office-counters.ts'

const mostFound = 30

/**
 * Appointments that still name somebody, by a part of the name or by the short code; what comes next
 * stands first. Names are compared here: no engine folds umlauts and accents as people type them.
 * @throws AppError 'invalid-input' for an office that does not exist
 */
export async function searchAppointments(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  municipality: Municipality,
  { q, office }: StaffSearchQuery,
): Promise<StaffSearch> {
  checkOffice(municipality, office)
  const reference = parseShortCode(q)
  const byCode = reference && (await findByReference(db, municipality.id, reference))
  if (byCode && (office === undefined || byCode.office_id === office)) {
    return { appointments: await describeAll(db, municipality, [byCode]), more: false }
  }
  const today = localMoment(clock.now(), municipality.zone).date
  const oldest = addDays(today, -municipality.file.appointments.retentionDays)
  const wanted = words(q)
  const isWanted = (name: string) => {
    const own = words(name)
    return wanted.every((word) => own.some((part) => part.startsWith(word)))
  }
  const named = await listNames(db, municipality.id, oldest, office)
  const found = named
    .filter(({ name }) => isWanted(name))
    .sort((a, b) => order(a, today) - order(b, today) || a.start_minute - b.start_minute)
  const ids = found.slice(0, mostFound).map(({ id }) => id)
  const rows = ids.length > 0 ? await listByIds(db, municipality.id, ids) : []
  rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
  return {
    appointments: await describeAll(db, municipality, rows),
    more: found.length > mostFound,
  }
}

function words(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

/** Days from today on; those that are over come last. */
function order({ date }: { date: string }, today: string): number {
  const days = (Date.parse(date) - Date.parse(today)) / 86_400_000
  return days < 0 ? 10_000 - days : days
}

import { Hono } from 'hono'
import { listDay, takeSnapshot } from '#server/appointments/counter/day.ts'
import { changesAt } from '#server/appointments/counter/office-counters.ts'
import { drawPlan } from '#server/appointments/counter/plan.ts'
import { readRevisions } from '#server/appointments/counter/revisions.ts'
import { searchAppointments } from '#server/appointments/counter/search.ts'
import type { Deps } from '#server/deps.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { eventStream } from '#server/http/event-stream.ts'
import { isStillAllowed, requireRole, requireRoleToLook } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import {
  DayRevisions,
  DaySnapshot,
  OfficeQuery,
  Plan,
  PlanQuery,
  StaffAppointments,
  StaffAppointmentsQuery,
  StaffSearch,
  StaffSearchQuery,
} from '#shared/contracts/staff.ts'

const tag = 'day'
const readErrors = ['sign-in-required', 'forbidden', 'invalid-input'] as const
const counterRoles = ['clerk', 'admin'] as const

/** What the staff sees of a day: lists, pictures, and that something has changed. */
export function dayRoutes(deps: Deps) {
  const counterStaff = requireRole(deps, ...counterRoles)
  const openScreens = requireRoleToLook(deps, ...counterRoles)
  const phoneToo = requireRole(deps, ...counterRoles, 'agent')

  return new Hono<StaffEnv>()
    .get(
      '/appointments',
      describe({
        summary: 'The appointments of a day, by time, and who waits, in the order of the calls',
        tag,
        answer: StaffAppointments,
        errors: [...readErrors],
      }),
      phoneToo,
      validated('query', StaffAppointmentsQuery),
      async (c) => c.json(await listDay(deps, c.var.municipality, c.req.valid('query'))),
    )
    .get(
      '/snapshot',
      describe({
        summary: 'All that a counter needs, with or without network: settings, keys, today',
        tag,
        answer: DaySnapshot,
        errors: [...readErrors],
      }),
      openScreens,
      validated('query', OfficeQuery),
      async (c) => c.json(await takeSnapshot(deps, c.var, c.req.valid('query').office)),
    )
    .get(
      '/search',
      describe({
        summary: 'Appointments of any day by name or short code',
        tag,
        answer: StaffSearch,
        errors: [...readErrors],
      }),
      phoneToo,
      validated('query', StaffSearchQuery),
      async (c) => c.json(await searchAppointments(deps, c.var.municipality, c.req.valid('query'))),
    )
    .get(
      '/plan',
      describe({
        summary: 'Counters × time of a day or a week',
        tag,
        answer: Plan,
        errors: [...readErrors],
      }),
      counterStaff,
      validated('query', PlanQuery),
      async (c) => c.json(await drawPlan(deps, c.var.municipality, c.req.valid('query'))),
    )
    .get(
      '/live',
      describe({
        summary: 'Server-sent events `changed`: which days of an office are different now',
        tag,
        answer: DayRevisions,
        contentType: 'text/event-stream',
        errors: [...readErrors, 'too-many-requests'],
      }),
      openScreens,
      validated('query', OfficeQuery),
      async (c) => {
        const { municipality } = c.var
        const { office } = c.req.valid('query')
        const { headers } = c.req.raw
        const concerns = changesAt(municipality, office)
        return eventStream(c, deps, {
          event: 'changed',
          concerns,
          read: async () => {
            // A person that has been disabled since must not go on looking.
            const isAllowed = await isStillAllowed(deps, headers, municipality.id, counterRoles)
            return isAllowed ? readRevisions(deps, municipality, office) : null
          },
        })
      },
    )
}

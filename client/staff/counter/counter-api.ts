import { newIdempotencyKey, untilAnswered } from '#client/lib/api.ts'
import { sendAsStaff } from '#client/lib/staff-api.ts'
import type { CheckInAnswers, CheckIns } from '#shared/contracts/check-in.ts'
import type { WalkIn } from '#shared/contracts/staff-booking.ts'
import type {
  CallNext,
  CalledNext,
  CounterAction,
  DaySnapshot,
  StaffAppointment,
  StaffAppointments,
} from '#shared/contracts/staff.ts'
import type { AddedTerminal, TakenNumber, Terminals } from '#shared/contracts/waiting-room.ts'
import type { InferInput } from 'valibot'

const staff = (tenant: string, path: string) => `/api/${tenant}/staff/${path}`

/** A write that creates something: sent until it is answered, done once. */
function sendOnceAsStaff<Body>(path: string, body: unknown): Promise<Body> {
  const idempotencyKey = newIdempotencyKey()
  return untilAnswered(() => sendAsStaff<Body>(path, { body, idempotencyKey }))
}

/** The day at the counter, typed by the shared contracts. Every call throws `ApiError`. */
export const counterApi = {
  /** Where changes of an office's days are told, for an EventSource. */
  livePath: (tenant: string, office: string) =>
    staff(tenant, `live?${new URLSearchParams({ office })}`),
  snapshot: (tenant: string, office: string) =>
    sendAsStaff<DaySnapshot>(staff(tenant, `snapshot?${new URLSearchParams({ office })}`)),
  day: (tenant: string, office: string, date: string) =>
    sendAsStaff<StaffAppointments>(
      staff(tenant, `appointments?${new URLSearchParams({ office, date })}`),
    ),
  checkIns: (tenant: string, body: InferInput<typeof CheckIns>, signal?: AbortSignal) =>
    sendAsStaff<CheckInAnswers>(staff(tenant, 'check-ins'), { body, signal }),
  callNext: (tenant: string, body: CallNext) =>
    sendOnceAsStaff<CalledNext>(staff(tenant, 'call-next'), body),
  call: (tenant: string, id: string, counter: number) =>
    sendAsStaff<StaffAppointment>(staff(tenant, `appointments/${id}/call`), { body: { counter } }),
  act: (tenant: string, id: string, action: CounterAction) =>
    sendAsStaff<StaffAppointment>(staff(tenant, `appointments/${id}/${action}`), { body: {} }),
  takeNumber: (tenant: string, body: WalkIn) =>
    sendAsStaff<TakenNumber>(staff(tenant, 'walk-ins'), { body }),
  /** Screens at which people take numbers by themselves. */
  terminals: (tenant: string, office: string) =>
    sendAsStaff<Terminals>(staff(tenant, `terminals?${new URLSearchParams({ office })}`)),
  addTerminal: (tenant: string, office: string, name: string) =>
    sendAsStaff<AddedTerminal>(staff(tenant, 'terminals'), { body: { office, name } }),
  removeTerminal: (tenant: string, id: string) =>
    sendAsStaff<Terminals>(staff(tenant, `terminals/${id}/remove`), { body: {} }),
}

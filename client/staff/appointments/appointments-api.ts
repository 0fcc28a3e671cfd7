import { newIdempotencyKey } from '#client/lib/api.ts'
import { sendAsStaff } from '#client/lib/staff-api.ts'
import type { Slots } from '#shared/contracts/slots.ts'
import type {
  BookForSomebody,
  BookedForSomebody,
  MoveForSomebody,
} from '#shared/contracts/staff-booking.ts'
import type { DaySnapshot, Plan, StaffAppointment, StaffSearch } from '#shared/contracts/staff.ts'
import type { InferInput } from 'valibot'

export interface StaffSlotsWish {
  /** `slug` or `slug:persons`. */
  service: readonly string[]
  from: string
  days: number
  office: string
}

const base = (tenant: string) => `/api/${tenant}/staff`

function slotsPath(tenant: string, { service, from, days, office }: StaffSlotsWish): string {
  const query = new URLSearchParams(service.map((wish) => ['service', wish]))
  query.set('from', from)
  query.set('days', String(days))
  if (office) query.set('office', office)
  return `${base(tenant)}/slots?${query}`
}

/** Appointments that the staff makes and changes for somebody. Every call throws `ApiError`. */
export const appointmentsApi = {
  slots: (tenant: string, wish: StaffSlotsWish) => sendAsStaff<Slots>(slotsPath(tenant, wish)),
  book: (
    tenant: string,
    body: InferInput<typeof BookForSomebody>,
    idempotencyKey = newIdempotencyKey(),
  ) => sendAsStaff<BookedForSomebody>(`${base(tenant)}/appointments`, { body, idempotencyKey }),
  move: (tenant: string, id: string, body: InferInput<typeof MoveForSomebody>) =>
    sendAsStaff<StaffAppointment>(`${base(tenant)}/appointments/${id}/move`, { body }),
  cancel: (tenant: string, id: string) =>
    sendAsStaff<StaffAppointment>(`${base(tenant)}/appointments/${id}/cancel`, { body: {} }),
  search: (tenant: string, q: string) =>
    sendAsStaff<StaffSearch>(`${base(tenant)}/search?${new URLSearchParams({ q })}`),
  plan: (tenant: string, office: string, from: string, days: number) =>
    sendAsStaff<Plan>(
      `${base(tenant)}/plan?${new URLSearchParams({ office, from, days: String(days) })}`,
    ),
  /** What the person may do at an office, with the day. */
  snapshot: (tenant: string, office: string) =>
    sendAsStaff<DaySnapshot>(`${base(tenant)}/snapshot?${new URLSearchParams({ office })}`),
}

import type { CheckIn, CheckInAnswer } from '#shared/contracts/check-in.ts'
import type {
  CallNext,
  CalledNext,
  CounterAction,
  StaffAppointment,
  StaffAppointments,
} from '#shared/contracts/staff.ts'
import type { TakenNumber, WaitingView } from '#shared/contracts/waiting-room.ts'
import type { TestApp } from './app.ts'
import { book, monday } from './wishes.ts'

export const staff = '/api/teststadt/staff'

/** What a counter of the tests' town hall does in a day, over HTTP. */
export function counterOf(app: TestApp) {
  const act = (id: string, action: CounterAction) =>
    app.post<StaffAppointment>(`${staff}/appointments/${id}/${action}`, {})
  const checkIn = (body: Partial<CheckIn>) =>
    app.post<CheckInAnswer>(`${staff}/check-in`, { office: 'rathaus', ...body })
  const takeNumber = async () => {
    const wish = { office: 'rathaus', services: [{ slug: 'ausweis', persons: 1 }], lang: 'de' }
    return app.post<TakenNumber>(`${staff}/walk-ins`, wish)
  }
  return {
    act,
    checkIn,
    takeNumber,
    call: (id: string, counter = 1) =>
      app.post<StaffAppointment>(`${staff}/appointments/${id}/call`, { counter }),
    callNext: (body: Partial<CallNext> = {}, headers: Record<string, string> = {}) =>
      app.post<CalledNext>(
        `${staff}/call-next`,
        { office: 'rathaus', counter: 1, complete: true, ...body },
        headers,
      ),
    /** Books a place of today and lets its visitor in. */
    arrive: async (start: string) => {
      const booked = await book(app, { date: monday, start })
      const { body } = await checkIn({ code: booked.reference, anyway: true })
      return { ...booked, number: body.appointment!.number! }
    },
    list: async (query = '') =>
      (await app.get<StaffAppointments>(`${staff}/appointments${query}`)).body,
    waiting: (token: string) =>
      app.post<WaitingView>('/api/teststadt/appointments/waiting', { token }),
  }
}

/** What the staff did to an appointment, oldest first. */
export async function staffEventsOf(app: TestApp, id: string) {
  const rows = await app.deps.db
    .selectFrom('audit_event')
    .select(['actor', 'action', 'details'])
    .where('subject', '=', id)
    .where('actor', 'like', 'staff:%')
    .orderBy('at')
    .execute()
  return rows.map((row) => ({ ...row, details: JSON.parse(row.details) as unknown }))
}

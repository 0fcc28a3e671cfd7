import type { StaffAppointment } from '#shared/contracts/staff.ts'

/** A visit of an invented day, with what matters to a test. */
export function visit(with_: Partial<StaffAppointment> = {}): StaffAppointment {
  return {
    id: 'a1',
    reference: 'K7M-4PXQ',
    kind: 'booked',
    state: 'confirmed',
    office: 'mitte',
    group: 'buergerservice',
    date: '2026-11-23',
    start: '09:30',
    minutes: 15,
    name: 'Ada Beispiel',
    services: [{ slug: 'reisepass', title: 'Reisepass beantragen', persons: 1 }],
    persons: 1,
    lang: 'de',
    closed: false,
    hasEmail: true,
    number: null,
    counter: null,
    calls: 0,
    arrivedAt: null,
    calledAt: null,
    endedAt: null,
    undoUntil: null,
    noShowFrom: null,
    ...with_,
  }
}

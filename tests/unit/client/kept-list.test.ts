import { describe, expect, it } from 'vitest'
import type { AppointmentView } from '#shared/contracts/appointments.ts'
import {
  keepable,
  readKept,
  withKept,
  withoutReference,
  type KeptAppointment,
} from '#client/citizen/stores/kept-list.ts'

const kept = (reference: string, date: string, start = '08:05'): KeptAppointment => ({
  tenant: 'musterstadt',
  tenantName: 'Musterstadt',
  reference,
  date,
  start,
  officeName: 'Bürgerbüro Mitte',
  address: 'Marktplatz 1, 12345 Musterstadt',
  qr: 'RL1.a.b',
})

const view: AppointmentView = {
  id: 'a1',
  reference: 'K7M-4PXQ',
  kind: 'booked',
  state: 'confirmed',
  scope: 'manage',
  services: [{ slug: 'reisepass', title: 'Reisepass', persons: 1 }],
  office: 'mitte',
  officeName: 'Bürgerbüro Mitte',
  address: 'Marktplatz 1, 12345 Musterstadt',
  date: '2026-11-24',
  start: '08:05',
  minutes: 15,
  startsAt: '2026-11-24T07:05:00Z',
  endsAt: '2026-11-24T07:20:00Z',
  holdUntil: null,
  lang: 'de',
  name: 'Ada Lovelace',
  email: 'ada@web.de',
  phone: '0170 1234567',
  qr: 'RL1.a.b',
  calendar: 'BEGIN:VCALENDAR',
  documents: [],
  fees: [],
  canMove: true,
  canCancel: true,
}

describe('appointments kept on a device', () => {
  it('hold nothing about the person and no key to the appointment', () => {
    const text = JSON.stringify(keepable(view, { slug: 'musterstadt', name: 'Musterstadt' }))
    for (const personal of [view.name, view.email, view.phone, view.id, 'Reisepass'])
      expect(text).not.toContain(personal)
    expect(text).toContain('RL1.a.b')
  })

  it('are not offered before there is a code to show', () => {
    const reserved = { ...view, qr: null }
    expect(keepable(reserved, { slug: 'musterstadt', name: 'Musterstadt' })).toBeNull()
  })

  it('stay through their day and are gone the day after', () => {
    const text = JSON.stringify([kept('A', '2026-11-24')])
    expect(readKept(text, '2026-11-24')).toHaveLength(1)
    expect(readKept(text, '2026-11-25')).toEqual([])
  })

  it('come soonest first', () => {
    const text = JSON.stringify([
      kept('late', '2026-11-24', '15:00'),
      kept('next', '2026-12-01'),
      kept('early', '2026-11-24', '09:00'),
    ])
    const references = readKept(text, '2026-11-20').map(({ reference }) => reference)
    expect(references).toEqual(['early', 'late', 'next'])
  })

  it('take a moved appointment in the place of its older self', () => {
    const moved = withKept([kept('A', '2026-11-24')], kept('A', '2026-11-30'))
    expect(moved.map(({ date }) => date)).toEqual(['2026-11-30'])
    expect(withoutReference(moved, 'A')).toEqual([])
  })

  it.each([null, 'no json', '{}', '[1, null, {"reference": "A"}]'])(
    'begin anew where the store holds %j',
    (text) => {
      expect(readKept(text, '2026-11-24')).toEqual([])
    },
  )
})

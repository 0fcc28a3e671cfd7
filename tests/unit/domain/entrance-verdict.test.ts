import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appointmentStates } from '#shared/contracts/appointments.ts'
import { type Entrance, type Expected, judgeEntrance } from '#shared/domain/entrance-verdict.ts'

const today = '2026-11-23'
const at = (time: string) => `${today}T${time}:00.000Z`

const expected = (changes: Partial<Expected> = {}): Expected => ({
  state: 'confirmed',
  office: 'rathaus',
  date: today,
  startsAt: at('09:00'),
  ...changes,
})
const entrance = (changes: Partial<Entrance> = {}): Entrance => ({
  office: 'rathaus',
  today,
  now: at('08:50'),
  rules: { earlyMinutes: 30, lateMinutes: 15, admitUnconfirmed: false, walkIns: 'none' },
  servesHere: true,
  ...changes,
})
const judge = (found: Parameters<typeof judgeEntrance>[0], changes?: Partial<Entrance>) => {
  const { light, reason, ways } = judgeEntrance(found, entrance(changes))
  return [light, reason, ...ways].join(' ')
}
const withWalkIns = { rules: { ...entrance().rules, walkIns: 'desk' as const } }

describe('the light at the entrance', () => {
  it.each([
    ['08:29', 'yellow too-early wait anyway'],
    ['08:30', 'green expected'],
    ['09:15', 'green expected'],
    ['09:16', 'yellow too-late anyway book'],
  ])('at %s for an appointment at nine is: %s', (time, light) => {
    expect(judge(expected(), { now: at(time) })).toBe(light)
  })

  it('says from when on it will be green', () => {
    const { greenFrom } = judgeEntrance(expected(), entrance({ now: at('07:00') }))
    expect(greenFrom).toBe(at('08:30'))
  })

  it('is yellow on another day and at another office, with the way on', () => {
    expect(judge(expected({ date: '2026-11-24' }))).toBe('yellow wrong-day as-booked anyway')
    expect(judge(expected({ date: '2026-11-20' }))).toBe('yellow wrong-day book anyway')
    expect(judge(expected({ office: 'nord' }))).toBe('yellow wrong-office as-booked anyway')
    expect(judge(expected({ office: 'nord' }), { servesHere: false })).toBe(
      'yellow wrong-office as-booked',
    )
    expect(judge(expected({ office: 'nord' }), { office: undefined })).toBe('green expected')
  })

  it('stays green for who is in, but not at another office', () => {
    expect(judge(expected({ state: 'checked_in' }), { now: at('11:00') })).toBe('green already-in')
    expect(judge(expected({ state: 'called' }))).toBe('green already-in')
    expect(judge(expected({ state: 'called', office: 'nord' }))).toBe(
      'yellow wrong-office as-booked',
    )
  })

  it('is red for who has not confirmed, unless the municipality lets staff decide', () => {
    const held = expected({ state: 'reserved' })
    expect(judge(held)).toBe('red not-confirmed book')
    const rules = { ...entrance().rules, admitUnconfirmed: true }
    expect(judge(held, { rules })).toBe('yellow not-confirmed anyway book')
  })

  it.each([
    ['unknown' as const, 'red unknown book'],
    ['forged' as const, 'red forged book'],
    [expected({ state: 'cancelled' }), 'red cancelled book'],
    [expected({ state: 'expired' }), 'red expired book'],
    [expected({ state: 'completed' }), 'red over book'],
    [expected({ state: 'no_show' }), 'yellow missed anyway book'],
  ])('for %o is: %s', (found, light) => {
    expect(judge(found)).toBe(light)
    expect(judge(found, withWalkIns)).toBe(`${light} take-number`)
  })

  it('lets in by green at once, by yellow only if somebody wants it, by red never', () => {
    fc.assert(
      fc.property(
        fc.record({
          state: fc.constantFrom(...appointmentStates),
          office: fc.constantFrom('rathaus', 'nord'),
          date: fc.constantFrom('2026-11-22', today, '2026-11-24'),
          startsAt: fc.constantFrom(at('07:00'), at('09:00'), at('12:00')),
        }),
        fc.boolean(),
        (found, servesHere) => {
          const { light, ways } = judgeEntrance(found, entrance({ servesHere }))
          if (light === 'red') expect(ways).not.toContain('anyway')
          if (light === 'green') expect(ways).toEqual([])
          if (light === 'yellow') expect(ways.length).toBeGreaterThan(0)
          const isOrdinary =
            found.office === 'rathaus' && found.date === today && found.startsAt === at('09:00')
          if (light === 'green')
            expect(found.office === 'rathaus' && found.date === today).toBe(true)
          if (isOrdinary && found.state === 'confirmed') expect(light).toBe('green')
        },
      ),
    )
  })
})

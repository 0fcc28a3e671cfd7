import { describe, expect, it } from 'vitest'
import {
  asSent,
  contradictions,
  isForgotten,
  type KeptCheckIn,
  nextToSend,
  withKept,
} from '#client/staff/counter/kept/kept-check-ins.ts'
import type { CheckInAnswer, EntranceReason, Light } from '#shared/contracts/check-in.ts'
import { visit } from './visit.ts'

const kept = (with_: Partial<KeptCheckIn> = {}): KeptCheckIn => ({
  key: 'key-0001',
  person: 'p1',
  tenant: 'teststadt',
  office: 'mitte',
  at: '2026-11-23T08:31:00.000Z',
  who: { code: 'K7M-4PXQ' },
  anyway: false,
  appointment: 'a1',
  ...with_,
})
const answer = (light: Light, reason: EntranceReason, admitted: boolean): CheckInAnswer => ({
  verdict: { light, reason, ways: [], greenFrom: null },
  admitted,
  appointment: null,
})

describe('check-ins that wait for the network', () => {
  it('go out oldest first, a hundred at once, of who works here for this municipality', () => {
    const many = Array.from({ length: 130 }, (_, index) =>
      kept({
        key: `key-${index}`,
        at: `2026-11-23T08:${String(59 - (index % 60)).padStart(2, '0')}`,
      }),
    )
    const others = [kept({ tenant: 'anderswo', at: '2026' }), kept({ person: 'p2', at: '2026' })]
    const next = nextToSend([...many, ...others], { person: 'p1', tenant: 'teststadt' })
    expect(next).toHaveLength(100)
    expect(next.map(({ at }) => at)).toEqual(next.map(({ at }) => at).sort())
    expect(next.every(({ tenant, person }) => tenant === 'teststadt' && person === 'p1')).toBe(true)
  })

  it('are forgotten once the server would not take them any more', () => {
    expect(isForgotten(kept(), Date.parse('2026-11-24T23:00:00Z'))).toBe(false)
    expect(isForgotten(kept(), Date.parse('2026-11-26T08:31:00Z'))).toBe(true)
  })

  it('say to the server who came and when, and nothing that only the device needs', () => {
    expect(asSent(kept())).toEqual({
      key: 'key-0001',
      at: '2026-11-23T08:31:00.000Z',
      office: 'mitte',
      anyway: false,
      code: 'K7M-4PXQ',
    })
    expect(asSent(kept({ who: { appointment: 'a1' } }))).toMatchObject({ appointment: 'a1' })
  })

  it('are shown plainly where the server did not do them', () => {
    const sent = [kept(), kept({ key: 'key-0002' }), kept({ key: 'key-0003' })]
    const shown = contradictions(sent, {
      results: [
        { key: 'key-0001', answer: answer('green', 'expected', true), error: null },
        { key: 'key-0002', answer: answer('red', 'cancelled', false), error: null },
        { key: 'key-0003', answer: null, error: 'state-conflict' },
      ],
    })
    expect(shown.map(({ key }) => key)).toEqual(['key-0002', 'key-0003'])
  })

  it('make the list show whoever was let in, and nobody twice', () => {
    const gone = visit({ id: 'a2', state: 'called', counter: 1 })
    const list = withKept([visit(), gone], [kept(), kept({ key: 'k2', appointment: 'a2' })])
    expect(list.map(({ state }) => state)).toEqual(['checked_in', 'called'])
    expect(list[0]).toMatchObject({ arrivedAt: '2026-11-23T08:31:00.000Z', number: null })
  })
})

import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { judgeHere } from '#client/staff/counter/entrance/judge-here.ts'
import { verifierFor } from '#client/staff/counter/entrance/verify-signature.ts'
import type { DaySnapshot } from '#shared/contracts/staff.ts'
import { encodeClaim, joinEntranceCode } from '#shared/domain/entrance-code.ts'
import { shortCode } from '#shared/domain/short-code.ts'
import { visit } from './visit.ts'

const reference = shortCode(new Uint8Array(12).fill(7))
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const verify = verifierFor(publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'))

function qr(claim: Partial<Parameters<typeof encodeClaim>[0]> = {}, key = privateKey): string {
  const whole = { reference, office: 'mitte', start: '2026-11-23T09:30', ...claim }
  const payload = Buffer.from(encodeClaim(whole)).toString('base64url')
  return joinEntranceCode(payload, sign(null, Buffer.from(payload), key).toString('base64url'))
}

const rules = {
  earlyMinutes: 30,
  lateMinutes: 15,
  noShowMinutes: 5,
  undoMinutes: 10,
  admitUnconfirmed: false,
  walkIns: 'desk',
} as const

const snapshot = {
  desk: { office: 'mitte', zone: 'Europe/Berlin', rules },
  day: { date: '2026-11-23' },
} as DaySnapshot

/** Half past nine in Berlin. */
const now = Date.parse('2026-11-23T08:30:00Z')

const expected = visit({ reference })

const judge = (code: string, visits = [expected], at = now) =>
  judgeHere({ code }, snapshot, visits, at, verify)

describe('judging without network', () => {
  it.each([
    ['QR code', { code: qr() }],
    ['short code', { code: reference.toLowerCase().replace('-', ' ') }],
    ['tap', { appointment: 'a1' }],
  ])('lets in who is expected, by %s', async (_way, who) => {
    const { verdict, visit: found } = await judgeHere(who, snapshot, [expected], now, verify)
    expect(verdict).toMatchObject({ light: 'green', reason: 'expected' })
    expect(found).toBe(expected)
  })

  it('recognises a forged signature and a changed claim', async () => {
    const other = generateKeyPairSync('ed25519').privateKey
    expect((await judge(qr({}, other))).verdict.reason).toBe('forged')
    const [version, , signature] = qr().split('.')
    const payload = Buffer.from('K7M-4PXQ~mitte~2026-11-23T10:00').toString('base64url')
    expect((await judge([version, payload, signature].join('.'))).verdict.reason).toBe('forged')
  })

  it('knows early, late, inside and over', async () => {
    const reasonAt = async (minutes: number, state = expected.state) =>
      (await judge(qr(), [{ ...expected, state }], now + minutes * 60_000)).verdict.reason
    expect(await reasonAt(-31)).toBe('too-early')
    expect(await reasonAt(16)).toBe('too-late')
    expect(await reasonAt(0, 'checked_in')).toBe('already-in')
    expect(await reasonAt(0, 'completed')).toBe('over')
  })

  it('tells another day and another office from the signed claim', async () => {
    const tomorrow = await judge(qr({ start: '2026-11-24T09:30' }), [])
    expect(tomorrow.verdict).toMatchObject({ light: 'yellow', reason: 'wrong-day' })
    const elsewhere = await judge(qr({ office: 'nord' }), [])
    expect(elsewhere.verdict).toMatchObject({ light: 'yellow', reason: 'wrong-office' })
  })

  it('leaves what is signed and unknown to whoever is at the desk', async () => {
    const { verdict, visit: found } = await judge(qr(), [])
    expect(verdict).toMatchObject({ light: 'yellow', reason: 'not-listed' })
    expect(verdict.ways).toContain('anyway')
    expect(found).toBeNull()
  })

  it('refuses what can be no code', async () => {
    expect((await judge('K7M-4PXX')).verdict).toMatchObject({ light: 'red', reason: 'unknown' })
    expect((await judge('https://post.example')).verdict.reason).toBe('unknown')
  })
})

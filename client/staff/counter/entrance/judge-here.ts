import type { EntranceReason, EntranceWay, Light, Verdict } from '#shared/contracts/check-in.ts'
import type { DaySnapshot, StaffAppointment } from '#shared/contracts/staff.ts'
import { decodeClaim, type EntranceClaim, splitEntranceCode } from '#shared/domain/entrance-code.ts'
import { judgeEntrance } from '#shared/domain/entrance-verdict.ts'
import { parseWallTime, toInstant } from '#shared/domain/local-time.ts'
import { parseShortCode } from '#shared/domain/short-code.ts'
import type { WhoComes } from '../kept/kept-check-ins.ts'

/** What the light says on this screen: besides what the server knows, what only a device can say. */
export interface ShownVerdict {
  light: Light
  /** `not-listed`: without network, and not in the list that the device has. */
  reason: EntranceReason | 'not-listed'
  ways: EntranceWay[]
  greenFrom: string | null
}

/** Whether a signature is the municipality's; null: this browser cannot tell. */
export type Verify = (payload: string, signature: string) => Promise<boolean | null>

/**
 * Judges without network, by what this device last knew. What is signed and not in the list was
 * booked, moved or cancelled since: only the server knows, so somebody at the desk decides.
 */
export async function judgeHere(
  who: WhoComes,
  { desk, day }: DaySnapshot,
  visits: readonly StaffAppointment[],
  now: number,
  verify: Verify,
): Promise<{ verdict: ShownVerdict; visit: StaffAppointment | null }> {
  const entrance = {
    office: desk.office,
    today: day.date,
    now: new Date(now).toISOString(),
    rules: desk.rules,
    servesHere: true,
  }
  const claim = 'code' in who ? await readClaim(who.code, verify) : null
  if (claim === 'forged' || claim === 'unknown') {
    return { verdict: judgeEntrance(claim, entrance), visit: null }
  }
  const visit = visits.find((one) =>
    'code' in who ? one.reference === claim?.reference : one.id === who.appointment,
  )
  if (visit) {
    const { state, office, date, start } = visit
    const startsAt = toInstant(date, parseWallTime(start), desk.zone)
    return { verdict: judgeEntrance({ state, office, date, startsAt }, entrance), visit }
  }
  return { verdict: claim?.start ? judgeClaim(claim, entrance, desk.zone) : notListed, visit: null }
}

const notListed: ShownVerdict = {
  light: 'yellow',
  reason: 'not-listed',
  ways: ['anyway', 'take-number'],
  greenFrom: null,
}

/** A code that is genuine, for a visit that this device does not know. */
function judgeClaim(
  { office, start }: EntranceClaim,
  entrance: Parameters<typeof judgeEntrance>[1],
  zone: string,
): ShownVerdict {
  const [date = '', time = ''] = start.split('T')
  const startsAt = toInstant(date, parseWallTime(time), zone)
  // What the visit is for stands in the lists of its own day and office only.
  const elsewhere = { ...entrance, servesHere: false }
  const verdict: Verdict = judgeEntrance({ state: 'confirmed', office, date, startsAt }, elsewhere)
  return verdict.reason === 'wrong-day' || verdict.reason === 'wrong-office' ? verdict : notListed
}

async function readClaim(
  code: string,
  verify: Verify,
): Promise<EntranceClaim | 'forged' | 'unknown'> {
  const parts = splitEntranceCode(code)
  if (!parts) {
    const reference = parseShortCode(code)
    return reference ? { reference, office: '', start: '' } : 'unknown'
  }
  if ((await verify(parts.payload, parts.signature)) === false) return 'forged'
  return decodeClaim(new TextDecoder().decode(bytesOf(parts.payload))) ?? 'forged'
}

/** base64url without padding (RFC 4648, section 5). */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  try {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return new Uint8Array(0)
  }
}

import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/sha'
import type { Payload } from 'altcha-lib/types'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'

type ProofDeps = Pick<Deps, 'keys' | 'limits' | 'clock'>

const secondsToSolve = 600

/**
 * Lets a caller pass who has made few holds lately; from a busy address the browser has to spend
 * a moment of computing first. The person never sees a puzzle.
 * @throws AppError 'proof-required' with a challenge
 */
export async function requireProof(
  deps: ProofDeps,
  callerKey: string,
  proof: string | undefined,
): Promise<void> {
  if (!deps.limits.isReached('hold', callerKey)) return
  if (proof !== undefined && (await isSolved(deps, callerKey, proof))) return
  const challenge = await createChallenge({
    algorithm: 'SHA-256',
    cost: 1,
    // Four hexadecimal digits: some 65,000 tries, about a second on an old phone.
    keyPrefix: '0000',
    deriveKey,
    expiresAt: seconds(deps) + secondsToSolve,
    hmacSignatureSecret: secretOf(deps, callerKey),
  })
  throw new AppError('proof-required', { challenge: { ...challenge } })
}

async function isSolved(deps: ProofDeps, callerKey: string, proof: string): Promise<boolean> {
  const payload = readPayload(proof)
  if (!payload) return false
  try {
    const { verified } = await verifySolution({
      ...payload,
      deriveKey,
      hmacSignatureSecret: secretOf(deps, callerKey),
    })
    if (!verified) return false
  } catch {
    return false
  }
  // A solution is good for one hold.
  return deps.limits.once(deps.keys.hash('proof', proof), secondsToSolve)
}

function readPayload(proof: string): Payload | null {
  try {
    return JSON.parse(Buffer.from(proof, 'base64').toString('utf8')) as Payload
  } catch {
    return null
  }
}

/** A challenge of one caller is worth nothing to another. */
function secretOf(deps: ProofDeps, callerKey: string): string {
  return deps.keys.hash('proof', callerKey)
}

function seconds({ clock }: ProofDeps): number {
  return Math.floor(Date.parse(clock.now()) / 1000)
}

import type { Challenge, DeriveKeyFunction, Payload } from 'altcha-lib/types'
import { ApiError } from './api.ts'

type Signed = Omit<Challenge, 'codeChallenge'>

const isChallenge = (value: Record<string, unknown>): value is Record<string, unknown> & Signed =>
  typeof value.parameters === 'object' && value.parameters !== null

/** What an answered challenge looks like on the wire: base64 of its JSON, as ALTCHA's own widget sends it. */
export const encodeProof = (payload: Payload): string => btoa(JSON.stringify(payload))

async function loadDeriveKey(algorithm: string): Promise<DeriveKeyFunction> {
  const web = algorithm.startsWith('PBKDF2/')
    ? await import('altcha-lib/algorithms/web/pbkdf2')
    : await import('altcha-lib/algorithms/web/sha')
  return web.deriveKey
}

/**
 * Answers a `proof-required` challenge with computing time instead of a puzzle for the person.
 * The solver is loaded on demand: most bookings never need it.
 * @throws Error if the challenge is unreadable or not solved within a minute
 */
export async function solveProof(challenge: Record<string, unknown>): Promise<string> {
  if (!isChallenge(challenge)) throw new Error('unreadable challenge')
  const { parameters, signature } = challenge
  const [{ solveChallenge }, deriveKey] = await Promise.all([
    import('altcha-lib'),
    loadDeriveKey(parameters.algorithm),
  ])
  const solution = await solveChallenge({ challenge, deriveKey, timeout: 60_000 })
  if (!solution) throw new Error('challenge not solved in time')
  return encodeProof({ challenge: { parameters, signature }, solution })
}

/** A solution is good for one request; if its reply is lost, the next try needs another. */
const mostProofs = 3

/**
 * Sends something, and again with a proof as often as the server asks for one.
 * @throws ApiError of the last try
 */
export async function provingIfAsked<T>(
  send: (proof?: string) => Promise<T>,
  onProving: () => void,
): Promise<T> {
  let proof: string | undefined
  for (let solved = 0; ; solved++) {
    try {
      return await send(proof)
    } catch (error) {
      const challenge = error instanceof ApiError ? error.challenge : undefined
      if (!challenge || solved === mostProofs) throw error
      onProving()
      proof = await solveProof(challenge).catch(() => {
        throw error
      })
    }
  }
}

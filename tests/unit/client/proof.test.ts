import { createChallenge, verifySolution } from 'altcha-lib'
import type { Payload } from 'altcha-lib/types'
import { deriveKey as pbkdf2 } from 'altcha-lib/algorithms/pbkdf2'
import { deriveKey as sha } from 'altcha-lib/algorithms/sha'
import { describe, expect, it, vi } from 'vitest'
import { ApiError } from '#client/lib/api.ts'
import { provingIfAsked, solveProof } from '#client/lib/proof.ts'

const hmacSignatureSecret = 'only for this test'

describe('the proof of work', () => {
  it.each([
    { algorithm: 'SHA-256', deriveKey: sha },
    { algorithm: 'PBKDF2/SHA-256', deriveKey: pbkdf2 },
  ])(
    'solves a challenge with $algorithm so that the server accepts it',
    async ({ algorithm, deriveKey }) => {
      const challenge = await createChallenge({
        algorithm,
        cost: 10,
        counter: 50,
        deriveKey,
        hmacSignatureSecret,
      })

      const proof = await solveProof({ ...challenge })

      const payload = JSON.parse(atob(proof)) as Payload
      const result = await verifySolution({ ...payload, deriveKey, hmacSignatureSecret })
      expect(result.verified).toBe(true)
    },
  )

  it('refuses what is no challenge', async () => {
    await expect(solveProof({ riddle: 'of the sphinx' })).rejects.toThrow('unreadable')
  })
})

describe('a request that needs a proof', () => {
  const asked = async () => {
    const challenge = await createChallenge({ algorithm: 'SHA-256', cost: 1, deriveKey: sha })
    return new ApiError('proof-required', 403, { challenge: { ...challenge } })
  }

  it('is sent plainly while the server does not ask', async () => {
    const send = vi.fn<(proof?: string) => Promise<string>>().mockResolvedValue('placed')
    expect(await provingIfAsked(send, () => undefined)).toBe('placed')
    expect(send.mock.calls).toEqual([[undefined]])
  })

  it('is sent again with the solution, and with another one if the first is used up', async () => {
    const send = vi
      .fn<(proof?: string) => Promise<string>>()
      .mockRejectedValueOnce(await asked())
      .mockRejectedValueOnce(await asked())
      .mockResolvedValue('placed')
    const onProving = vi.fn<() => void>()
    expect(await provingIfAsked(send, onProving)).toBe('placed')
    expect(onProving).toHaveBeenCalledTimes(2)
    const [plain, first, second] = send.mock.calls.map(([proof]) => proof)
    expect([plain, typeof first, typeof second]).toEqual([undefined, 'string', 'string'])
    expect(second).not.toBe(first)
  })

  it('gives up on a server that is never content', async () => {
    const send = vi.fn<(proof?: string) => Promise<string>>().mockRejectedValue(await asked())
    await expect(provingIfAsked(send, () => undefined)).rejects.toThrow('proof-required')
    expect(send).toHaveBeenCalledTimes(4)
  })
})

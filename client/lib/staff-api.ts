import type { Me, Done, SignInOptions, SignedIn } from '#shared/contracts/sign-in.ts'
import type { InferOutput } from 'valibot'
import { ApiError, type Sent, send } from './api.ts'

/** Asks the person to sign in again; resolves to whether the same person did. */
type SignInAgain = () => Promise<boolean>

let signInAgain: SignInAgain = () => Promise.resolve(false)

/** For the shell: what happens when a session has ended while somebody works. */
export function whenSignInIsRequired(handler: SignInAgain): void {
  signInAgain = handler
}

/**
 * One request of somebody who is signed in. If the session has ended, the request waits until the
 * same person has signed in again, and is sent once more: nothing typed is lost.
 * @throws ApiError
 */
export async function sendAsStaff<Body>(path: string, sent?: Sent): Promise<Body> {
  try {
    return await send<Body>(path, sent)
  } catch (error) {
    const isOver = error instanceof ApiError && error.code === 'sign-in-required'
    if (!isOver || !(await signInAgain())) throw error
    return send<Body>(path, sent)
  }
}

/** Sign-in itself, which no session stands behind. */
export const signInApi = {
  options: () => send<SignInOptions>('/api/auth/options'),
  me: () => send<Me>('/api/staff/me'),
  signIn: (email: string, password: string) =>
    send<SignedIn>('/api/auth/sign-in', { body: { email, password } }),
  secondFactor: (code: string) => send<SignedIn>('/api/auth/second-factor', { body: { code } }),
  signOut: () => send<InferOutput<typeof Done>>('/api/auth/sign-out', { body: {} }),
}

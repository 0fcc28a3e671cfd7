import { domainToASCII } from 'node:url'
import type { Deps } from '#server/deps.ts'
import { canonicalEmail } from '#shared/domain/canonical-email.ts'

export { lockAddress } from './placing.queries.ts'

/** One key for all spellings of an address that reach the same person. */
export function addressKeyOf(deps: Pick<Deps, 'keys'>, email: string): string {
  return deps.keys.hash('address', canonicalEmail(email, domainToASCII))
}

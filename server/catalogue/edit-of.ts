import type { Context } from 'hono'
import type { StaffEnv } from '#server/http/context.ts'
import type { EntryKind } from '#shared/contracts/entries.ts'
import type { ErrorCode } from '#shared/contracts/error-codes.ts'
import type { Edit } from './editing.ts'

/** What a route refuses that only reads an entry, and one that changes it. */
export const readErrors = [
  'sign-in-required',
  'forbidden',
  'not-found',
  'invalid-input',
] as const satisfies ErrorCode[]
export const editErrors = [
  ...readErrors,
  'bad-request',
  'state-conflict',
] as const satisfies ErrorCode[]

/** Who edits which entry, knowing which revision. */
export function editOf(
  kind: EntryKind,
  c: Context<StaffEnv>,
  { revision }: { revision: number },
): Edit {
  const { municipality, staff } = c.var
  return { municipality, staff, kind, id: c.req.param('id') ?? '', revision }
}

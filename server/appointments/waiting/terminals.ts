import { randomUUID } from 'node:crypto'
import { recordEvent } from '#server/audit/audit.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { createToken, scopeOf, splitToken } from '#server/placing/tokens.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { AddTerminal, AddedTerminal, Terminals } from '#shared/contracts/waiting-room.ts'
import type { AtWork } from '../counter/visit-change.ts'
import {
  type StoredTerminal,
  deleteTerminal,
  findTerminal,
  insertTerminal,
  listTerminals,
  markTerminalSeen,
} from './terminals.queries.ts'

/**
 * The screens of an office at which people take numbers by themselves.
 * @throws AppError 'not-found' for an office that does not exist
 */
export async function showTerminals(
  { db }: Pick<Deps, 'db'>,
  municipality: Municipality,
  office: string,
): Promise<Terminals> {
  if (!municipality.offices.has(office)) throw new AppError('not-found')
  const rows = await listTerminals(db, municipality.id, office)
  return {
    areNeeded: municipality.file.counter.walkIns === 'terminal',
    terminals: rows.map(describeTerminal),
  }
}

/**
 * Makes the key of a screen. Its address is answered this once: of the key, only the hash is kept.
 * @throws AppError 'not-found' for an office that does not exist
 */
export async function addTerminal(
  deps: Pick<Deps, 'db' | 'clock' | 'config'>,
  { municipality, staff }: AtWork,
  { office, name }: AddTerminal,
): Promise<AddedTerminal> {
  if (!municipality.offices.has(office)) throw new AppError('not-found')
  const now = deps.clock.now()
  const id = randomUUID()
  const { token, secretHash } = createToken(id)
  const row: StoredTerminal = {
    tenant_id: municipality.id,
    id,
    office_id: office,
    name,
    secret_hash: secretHash,
    created_at: now,
    seen_at: null,
  }
  await deps.db.transaction().execute(async (trx) => {
    await insertTerminal(trx, row)
    await recordEvent(trx, {
      tenantId: municipality.id,
      at: now,
      actor: `staff:${staff.id}`,
      action: 'terminal-added',
      subject: id,
    })
  })
  return {
    terminal: describeTerminal(row),
    link: `${deps.config.publicUrl}/${municipality.id}/nummer/${office}#${token}`,
  }
}

/** From now on its key opens nothing. @throws AppError 'not-found' */
export async function removeTerminal(
  deps: Pick<Deps, 'db' | 'clock'>,
  { municipality, staff }: AtWork,
  id: string,
): Promise<Terminals> {
  const found = await findTerminal(deps.db, municipality.id, id)
  if (!found) throw new AppError('not-found')
  await deps.db.transaction().execute(async (trx) => {
    await deleteTerminal(trx, municipality.id, id)
    await recordEvent(trx, {
      tenantId: municipality.id,
      at: deps.clock.now(),
      actor: `staff:${staff.id}`,
      action: 'terminal-removed',
      subject: id,
    })
  })
  return showTerminals(deps, municipality, found.office_id)
}

/** Whether this key is that of a screen which stands at this office. */
export async function isTerminal(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  municipality: Municipality,
  office: string,
  key: string | undefined,
): Promise<boolean> {
  const { id, secret } = splitToken(key ?? '')
  const found = id ? await findTerminal(db, municipality.id, id) : undefined
  const stored = found?.office_id === office ? [found] : []
  const fits = scopeOf(
    secret,
    stored.map(({ secret_hash }) => ({ secret_hash, scope: 'manage' })),
  )
  if (!fits) return false
  await markTerminalSeen(db, municipality.id, id, clock.now())
  return true
}

const describeTerminal = ({ id, name, created_at, seen_at }: StoredTerminal) => ({
  id,
  name,
  createdAt: created_at,
  seenAt: seen_at,
})

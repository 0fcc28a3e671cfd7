import { isDeepStrictEqual } from 'node:util'
import type { Db, Trx } from '#server/db/database.ts'
import type { TenantFile } from '#server/tenants/tenant-file.schema.ts'
import { type EntryContent, type EntryKind, type Own, isReused } from '#shared/contracts/entries.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import {
  deleteOtherServices,
  listAuthorities,
  listPublished,
  listRedirects,
  listReusers,
  listSources,
  replaceAuthorities,
  upsertService,
} from './catalogue.queries.ts'
import {
  insertHead,
  insertVersion,
  listHeads,
  listLastVersions,
  markSourcesSeen,
  updateHead,
} from './entries.queries.ts'
import type { FindSource } from './resolve.ts'

export type CatalogueOfFile = Pick<TenantFile, 'services' | 'faq' | 'authorities'>

/** The published entries of a municipality, as its configuration file has them. */
export async function loadCatalogue(db: Db, tenantId: string): Promise<CatalogueOfFile> {
  const rows = await listPublished(db, tenantId)
  const ofKind = (kind: EntryKind) =>
    rows
      .filter((row) => row.kind === kind)
      .map((row) => ({ id: row.id, ...(JSON.parse(row.content) as EntryContent) }))
  return {
    services: ofKind('service') as CatalogueOfFile['services'],
    faq: ofKind('faq') as CatalogueOfFile['faq'],
    authorities: (await listAuthorities(db, tenantId)).map(
      (row) => JSON.parse(row.content) as CatalogueOfFile['authorities'][number],
    ),
  }
}

/** What this municipality takes over from others, as they say it now. */
export async function loadSources(db: Db, tenantId: string): Promise<FindSource> {
  const sources = new Map<string, EntryContent>()
  for (const row of await listSources(db, tenantId)) {
    sources.set(`${row.kind} ${row.tenant_id} ${row.id}`, JSON.parse(row.content) as EntryContent)
  }
  return <Kind extends EntryKind>(kind: Kind, from: string, id: string) => {
    const content = sources.get(`${kind} ${from} ${id}`)
    // Only what somebody wrote is taken over, not what they took over themselves.
    return content && !isReused(content) ? (content as Own<Kind>) : undefined
  }
}

/** Municipalities that change when an entry of this one does. */
export function listTenantsThatReuse(db: Db, tenantId: string): Promise<string[]> {
  return listReusers(db, tenantId)
}

/** Where readers of archived entries are sent: `faq alte-frage` → an entry. */
export async function loadRedirects(
  db: Db,
  tenantId: string,
): Promise<Map<string, { kind: EntryKind; id: string }>> {
  const rows = await listRedirects(db, tenantId)
  return new Map(
    rows.flatMap(({ kind, id, redirect_kind, redirect_id }) =>
      redirect_kind && redirect_id
        ? [[`${kind} ${id}`, { kind: redirect_kind, id: redirect_id }]]
        : [],
    ),
  )
}

/** Who wrote what is saved, and when. */
export interface Writer {
  author: string
  at: Instant
}

/**
 * Publishes the entries of a configuration file in place of those that residents saw. What has not
 * changed keeps its version; what is no longer there goes to the archive; drafts stay drafts. Call
 * `removeOtherServices` once no counter offers what is gone.
 */
export async function saveCatalogue(
  trx: Trx,
  tenantId: string,
  file: CatalogueOfFile & Pick<TenantFile, 'tenant' | 'mailboxes' | 'departments'>,
  writer: Writer,
): Promise<void> {
  const heads = new Map((await listHeads(trx, tenantId)).map((row) => [nameOf(row), row]))
  const last = new Map(
    (await listLastVersions(trx, tenantId)).map((row) => [nameOf(row), row.last]),
  )
  const published = new Map((await listPublished(trx, tenantId)).map((row) => [nameOf(row), row]))

  const save = async (kind: EntryKind, entries: readonly EntryOfFile[]) => {
    for (const [position, { id, ...content }] of entries.entries()) {
      const key = { tenantId, kind, id }
      const name = nameOf({ kind, id })
      const head = heads.get(name)
      heads.delete(name)
      if (!head) await insertHead(trx, newHead(key, position, writer))
      const former = published.get(name)
      if (former && isDeepStrictEqual(JSON.parse(former.content), content)) {
        if (head?.position !== position) await updateHead(trx, key, { position })
        continue
      }
      const version = (last.get(name) ?? 0) + 1
      await insertVersion(trx, {
        tenant_id: tenantId,
        kind,
        entry_id: id,
        version,
        content: JSON.stringify(content),
        author: writer.author,
        published_at: writer.at,
      })
      await updateHead(trx, key, {
        position,
        revision: (head?.revision ?? 0) + 1,
        published_version: version,
        archived_at: null,
        redirect_kind: null,
        redirect_id: null,
        from_tenant: isReused(content) ? content.from : null,
        ...(head?.from_tenant !== (isReused(content) ? content.from : null) && {
          seen_version: null,
        }),
        changed_at: writer.at,
      })
    }
  }
  for (const [position, service] of file.services.entries()) {
    await upsertService(trx, { ...anchorOf(file, service), tenant_id: tenantId, position })
  }
  await save('service', file.services)
  await save('faq', file.faq)
  for (const { kind, id, published_version, revision } of heads.values()) {
    if (published_version === null) continue
    await updateHead(
      trx,
      { tenantId, kind, id },
      {
        published_version: null,
        archived_at: writer.at,
        revision: revision + 1,
        changed_at: writer.at,
      },
    )
  }
  const sources = [...file.services, ...file.faq].flatMap((entry) =>
    isReused(entry) ? [entry.from] : [],
  )
  for (const source of new Set([...sources, tenantId])) await markSourcesSeen(trx, source)
  await replaceAuthorities(
    trx,
    tenantId,
    file.authorities.map((authority, position) => ({
      tenant_id: tenantId,
      id: authority.id,
      position,
      content: JSON.stringify(authority),
    })),
  )
}

type EntryOfFile = CatalogueOfFile['services'][number] | CatalogueOfFile['faq'][number]

/** Removes services that a municipality no longer has; call it once nothing points to them. */
export function removeOtherServices(
  trx: Trx,
  tenantId: string,
  services: CatalogueOfFile['services'],
): Promise<void> {
  return deleteOtherServices(
    trx,
    tenantId,
    services.map(({ id }) => id),
  )
}

/** What counters need of a service: its name, department and mailbox, all of this municipality. */
export function anchorOf(
  { tenant, mailboxes, departments }: Pick<TenantFile, 'tenant' | 'mailboxes' | 'departments'>,
  service: EntryContent<'service'> & { id: string },
): { id: string; department_id: string; mailbox_id: string } {
  const own = isReused(service) ? service.override : service
  const mailbox =
    mailboxes.find(({ id }) => id === own?.mailbox) ??
    mailboxes.find(({ id }) => id === tenant.generalMailbox)!
  const department = departments.find(({ id }) => id === own?.department)
  return {
    id: service.id,
    department_id: department?.id ?? mailbox.department,
    mailbox_id: mailbox.id,
  }
}

function newHead(
  { tenantId, kind, id }: { tenantId: string; kind: EntryKind; id: string },
  position: number,
  { at }: Writer,
) {
  return { tenant_id: tenantId, kind, id, position, revision: 0, changed_at: at }
}

function nameOf({ kind, id }: { kind: EntryKind; id: string }): string {
  return `${kind} ${id}`
}

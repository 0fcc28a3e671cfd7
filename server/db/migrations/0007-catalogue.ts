import type { Kysely } from 'kysely'
import type { TableMaker } from './table-maker.ts'

/**
 * Entries of the catalogue with their drafts and versions, what readers made of them, and other
 * authorities. What stood in `service` and `service_text` becomes the first version of each service;
 * `service` stays as what counters offer.
 */
export async function createCatalogue({ table, index, db }: TableMaker): Promise<void> {
  const entry = {
    columns: ['tenant_id', 'kind', 'entry_id'],
    of: 'entry',
    key: ['tenant_id', 'kind', 'id'],
    cascade: true,
  }
  const tenant = { columns: ['tenant_id'], of: 'tenant', key: ['id'] }
  await table(
    'entry',
    {
      tenant_id: 'text',
      kind: 'text',
      id: 'text',
      position: 'integer',
      revision: 'integer',
      published_version: 'integer?',
      archived_at: 'text?',
      redirect_kind: 'text?',
      redirect_id: 'text?',
      from_tenant: 'text?',
      seen_version: 'integer?',
      changed_at: 'text',
    },
    { key: ['tenant_id', 'kind', 'id'], references: { tenant } },
  )
  await index('entry_from', 'entry', ['from_tenant'])
  await table(
    'entry_draft',
    {
      tenant_id: 'text',
      kind: 'text',
      entry_id: 'text',
      state: 'text',
      content: 'text',
      authors: 'text',
      approver: 'text?',
      based_on: 'integer?',
      publish_at: 'text?',
      note: 'text?',
      changed_at: 'text',
    },
    { key: ['tenant_id', 'kind', 'entry_id'], references: { entry } },
  )
  await index('entry_draft_due', 'entry_draft', ['state', 'publish_at'])
  await table(
    'entry_version',
    {
      tenant_id: 'text',
      kind: 'text',
      entry_id: 'text',
      version: 'integer',
      content: 'text',
      author: 'text',
      approver: 'text?',
      published_at: 'text',
    },
    { key: ['tenant_id', 'kind', 'entry_id', 'version'], references: { entry } },
  )
  await table(
    'authority',
    { tenant_id: 'text', id: 'text', position: 'integer', content: 'text' },
    { key: ['tenant_id', 'id'], references: { tenant } },
  )
  await table(
    'entry_count',
    {
      tenant_id: 'text',
      kind: 'text',
      entry_id: 'text',
      month: 'text',
      what: 'text',
      count: 'integer',
    },
    { key: ['tenant_id', 'kind', 'entry_id', 'month', 'what'] },
  )
  await index('entry_count_month', 'entry_count', ['month'])
  await table(
    'search_miss',
    {
      tenant_id: 'text',
      id: 'text',
      query: 'text?',
      askers: 'integer',
      last_on: 'text',
    },
    { key: ['tenant_id', 'id'] },
  )
  await table(
    'asker_mark',
    { tenant_id: 'text', subject: 'text', mark: 'text', day: 'text' },
    { key: ['tenant_id', 'subject', 'mark'] },
  )
  await index('asker_mark_day', 'asker_mark', ['day'])
  await moveServices(db)
}

interface Former {
  service: {
    tenant_id: string
    id: string
    position: number
    department_id: string
    mailbox_id: string
    channels: string
    minutes: number
    extra_person_minutes: number | null
    life_situations: string
    popularity: number
    terms: string
  }
  service_text: { tenant_id: string; service_id: string; lang: string; content: string }
  entry: Record<string, unknown>
  entry_version: Record<string, unknown>
}

const movedColumns = [
  'channels',
  'minutes',
  'extra_person_minutes',
  'life_situations',
  'popularity',
  'terms',
] as const

async function moveServices(anyDb: Kysely<unknown>): Promise<void> {
  const db = anyDb as Kysely<Former>
  const at = new Date().toISOString()
  const texts = await db.selectFrom('service_text').selectAll().execute()
  for (const service of await db.selectFrom('service').selectAll().execute()) {
    const ofService = texts.filter(
      (text) => text.tenant_id === service.tenant_id && text.service_id === service.id,
    )
    if (ofService.length === 0) continue
    const name = { tenant_id: service.tenant_id, kind: 'service' }
    await db
      .insertInto('entry')
      .values({
        ...name,
        id: service.id,
        position: service.position,
        revision: 1,
        published_version: 1,
        changed_at: at,
      })
      .execute()
    await db
      .insertInto('entry_version')
      .values({
        ...name,
        entry_id: service.id,
        version: 1,
        content: JSON.stringify(contentOf(service, ofService)),
        author: 'import',
        published_at: at,
      })
      .execute()
  }
  await db.schema.dropTable('service_text').execute()
  for (const column of movedColumns) {
    await db.schema.alterTable('service').dropColumn(column).execute()
  }
}

type Text = Record<string, unknown> & { fee?: string }

/** One fee in words becomes a fee that has held for ever. */
function contentOf(service: Former['service'], rows: Former['service_text'][]): object {
  const texts = rows.map(({ lang, content }) => ({ lang, ...(JSON.parse(content) as Text) }))
  const fees = texts.flatMap(({ lang, fee }) => (fee === undefined ? [] : [[lang, fee]]))
  return {
    mailbox: service.mailbox_id,
    lifeSituations: JSON.parse(service.life_situations) as string[],
    popularity: service.popularity,
    terms: JSON.parse(service.terms) as string[],
    department: service.department_id,
    channels: JSON.parse(service.channels) as string[],
    minutes: service.minutes,
    ...(service.extra_person_minutes !== null && {
      extraPersonMinutes: service.extra_person_minutes,
    }),
    fees: fees.some(([lang]) => lang === 'de')
      ? [{ text: Object.fromEntries(fees) as object }]
      : [],
    text: Object.fromEntries(texts.map(({ lang, fee: _fee, ...text }) => [lang, text])),
  }
}

import type { TenantFile } from '#server/tenants/tenant-file.schema.ts'
import type { FaqContent, ReusedFaq } from '#shared/contracts/entries.ts'
import type { EntryDetail } from '#shared/contracts/staff-entries.ts'
import type { InferOutput } from 'valibot'
import type { Answer, TestApp } from './app.ts'
import { town } from './town.ts'

/** A question as an editor writes it. */
export function question(changes: Partial<FaqContent> = {}): FaqContent {
  return {
    mailbox: 'info',
    services: ['pass'],
    lifeSituations: ['ausweise'],
    popularity: 40,
    terms: ['eilpass'],
    text: {
      de: {
        question: 'Wie schnell bekomme ich einen Reisepass?',
        short: 'In **drei** Wochen. Eilig? Rufen Sie uns an: {telefon}.',
        answer: 'Bei uns in {kommune}:\n\n- Express: [vier Tage](leistungen/pass)\n- sonst Wochen',
      },
      en: {
        question: 'How soon do I get a passport?',
        short: 'In three weeks.',
        answer: 'Write to {postfach}.',
      },
    },
    ...changes,
  }
}

export const longAgo = { checkedOn: '2025-01-07', checkedBy: 'Bürgerbüro', by: '2026-01-07' }
export const lately = { checkedOn: '2026-11-02', checkedBy: 'Bürgerbüro', by: '2027-11-02' }

/** The small municipality with one question. */
export function townWithQuestion(changes: Partial<FaqContent> = {}): TenantFile {
  return town({ faq: [{ id: 'pass-dauer', ...question(changes) }] })
}

/** Another municipality that takes the question over. */
export function neighbour(override: InferOutput<typeof ReusedFaq>['override'] = {}): TenantFile {
  const { tenant } = town()
  return town({
    tenant: { ...tenant, slug: 'nachbarstadt', name: 'Nachbarstadt', phone: '+49 6666 0' },
    faq: [{ id: 'pass-dauer', from: 'teststadt', override }],
  })
}

/** What editors do, as requests. */
export function editorOf(app: TestApp, tenant = 'teststadt') {
  const at = (path: string) => `/api/${tenant}/staff${path}`
  const patch = async (path: string, body: object): Promise<Answer<EntryDetail>> => {
    const response = await app.fetch(at(path), {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    const json = (await response.json()) as EntryDetail & { error?: never }
    return { status: response.status, headers: response.headers, body: json, error: json.error }
  }
  return {
    get: <T = EntryDetail>(path: string) => app.get<T>(at(path)),
    post: <T = EntryDetail>(path: string, body: object = {}) => app.post<T>(at(path), body),
    patch,
    /** One more step with the revision that the entry has now. */
    async step(name: string, step: string, body: object = {}): Promise<Answer<EntryDetail>> {
      const { revision } = (await app.get<EntryDetail>(at(`/entries/${name}`))).body
      return app.post<EntryDetail>(at(`/entries/${name}/${step}`), { revision, ...body })
    },
  }
}

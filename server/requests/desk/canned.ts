import type * as v from 'valibot'
import type { Deps } from '#server/deps.ts'
import type { CannedTexts, CannedTextsQuery } from '#shared/contracts/staff-requests.ts'
import type { SearchBundle } from '#shared/contracts/search.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { plainBlocks, plainLine } from '#shared/markdown/plain-blocks.ts'
import { search } from '#shared/search/search.ts'
import { type Worker, requireReadable } from './access.ts'

type Canned = CannedTexts['texts'][number]
const textsAtMost = 12

/**
 * Texts to answer a request with: what the catalogue says about its service, what its mailbox is
 * responsible for, or what fits words that somebody of the staff types.
 * @throws AppError 'not-found'
 */
export async function listCannedTexts(
  deps: Deps,
  worker: Worker,
  id: string,
  { lang, q = '' }: v.InferOutput<typeof CannedTextsQuery>,
): Promise<CannedTexts> {
  const request = await requireReadable(deps.db, worker, id)
  const { municipality } = worker
  const { date: today } = localMoment(deps.clock.now(), municipality.zone)
  const { bundle, index } = deps.searches.prepare(municipality, { lang, today })
  if (q !== '') {
    const found = search(index, q).results.slice(0, textsAtMost)
    return { texts: found.flatMap(({ entry: { kind, slug } }) => textOf(bundle, kind, slug)) }
  }
  const { service_id: serviceId, mailbox_id: mailboxId } = request
  const texts = [
    ...(serviceId === null ? [] : textOf(bundle, 'service', serviceId)),
    ...bundle.faq
      .filter(({ services }) => serviceId !== null && services.includes(serviceId))
      .flatMap(({ slug }) => textOf(bundle, 'faq', slug)),
    ...bundle.faq
      .filter(({ mailbox }) => mailbox.slug === mailboxId)
      .sort((a, b) => b.popularity - a.popularity)
      .flatMap(({ slug }) => textOf(bundle, 'faq', slug)),
  ]
  const unique = new Map(texts.map((text) => [`${text.kind} ${text.slug}`, text]))
  return { texts: [...unique.values()].slice(0, textsAtMost) }
}

function textOf(bundle: SearchBundle, kind: string, slug: string): Canned[] {
  if (kind === 'faq') {
    const entry = bundle.faq.find((known) => known.slug === slug)
    if (!entry) return []
    const { question, short, answer } = entry.text
    return [{ kind, slug, title: question, text: `${plainLine(short)}\n\n${plainBlocks(answer)}` }]
  }
  const entry = bundle.services.find((known) => known.slug === slug)
  if (!entry) return []
  const { title, about, documents, fees, duration } = entry.text
  const lines = [
    ...about.map(plainLine),
    ...documents.map((line) => `– ${plainLine(line)}`),
    ...fees.map(({ line }) => plainLine(line)),
    duration ?? '',
  ]
  return [{ kind: 'service', slug, title, text: lines.filter(Boolean).join('\n') }]
}

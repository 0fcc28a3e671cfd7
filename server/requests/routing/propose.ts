import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { type Municipality, inLanguage } from '#server/tenants/municipality.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { AskForProposals, RequestProposals } from '#shared/contracts/requests.ts'
import { readQuery } from '#shared/search/query.ts'
import { rank } from '#shared/search/rank.ts'
import { type MailboxProposal, proposeMailboxes, routingKeysOf } from '#shared/search/routing.ts'
import { toSearchResults } from '#shared/search/search-results.ts'
import { search } from '#shared/search/search.ts'
import { mailboxOf } from '../mailbox.ts'
import { teamOf } from '../teams.ts'
import { topicOf } from '../topics.ts'
import { listRoutingCounts } from './routing.queries.ts'
import type { Routed } from './routings.ts'

const entriesAtMost = 3
const mailboxesAtMost = 3
const topicsAtMost = 3
/** Below it nothing really points to a topic. */
const leastTopicScore = 0.45
/** A mailbox that scores less is no more than a guess. */
const leastConfidence = 0.5
/** What the configuration says counts like so many requests that ended there. */
const prior = 4

type Proposal = Pick<MailboxProposal, 'mailbox' | 'score'> & {
  reason: RequestProposals['mailboxes'][number]['reason']
}

/**
 * What may settle a matter, and who is likely responsible for it. The words are neither kept nor
 * logged. @throws AppError 'invalid-input' for a service or topic that does not exist
 */
export async function propose(
  deps: Pick<Deps, 'db' | 'clock' | 'searches' | 'routings'>,
  municipality: Municipality,
  asked: AskForProposals,
): Promise<RequestProposals> {
  checkNamed(municipality, asked)
  const routed = deps.routings.of(deps, municipality, asked.lang)
  const text = asked.text ?? ''
  const named = await proposeNamed(deps, municipality, asked)
  const guessed = text === '' ? [] : await proposeByWords(deps, municipality, routed, text)
  const entries = entriesFor(municipality, routed, asked)
  const proposals = withGeneral(municipality, [...named, ...guessed])
  return {
    entries,
    mailboxes: proposals.map(({ mailbox, reason }) =>
      describeProposal(municipality, mailbox, reason, asked.lang),
    ),
    topics: topicsFor(municipality, routed, asked, entries),
    confident: (proposals[0]?.score ?? 0) >= leastConfidence,
  }
}

function checkNamed(municipality: Municipality, { service, topic }: AskForProposals): void {
  const fields: Record<string, 'unknown-value'> = {}
  if (service !== undefined && !municipality.services.has(service)) fields.service = 'unknown-value'
  if (topic !== undefined && !topicOf(municipality, topic)) fields.topic = 'unknown-value'
  if (Object.keys(fields).length > 0) throw new AppError('invalid-input', { fields })
}

/** Who is responsible for what was chosen; where such requests ended instead comes first. */
async function proposeNamed(
  { db }: Pick<Deps, 'db'>,
  municipality: Municipality,
  { service: serviceId, topic: topicId, lang }: AskForProposals,
): Promise<Proposal[]> {
  const topic = topicOf(municipality, topicId)
  const service = serviceId === undefined ? undefined : municipality.services.get(serviceId)
  const own = topic?.mailbox ?? service?.mailbox
  if (own === undefined) return []
  const kind = topic ? ('topic' as const) : ('service' as const)
  const what = topic ? inLanguage(topic.name, lang) : inLanguage(service!.text, lang).title
  const key = `${kind} ${topicId ?? serviceId ?? ''}`
  const counts = await listRoutingCounts(db, municipality.id, [key])
  const experienced = counts
    .filter(({ mailbox_id: id, count }) => id !== own && count > prior)
    .map(({ mailbox_id: mailbox, count }) => ({ mailbox, count }))
  const confirmed = counts.find(({ mailbox_id: id }) => id === own)?.count ?? 0
  return [
    { mailbox: own, count: confirmed + prior, reason: { kind, what } },
    ...experienced.map((one) => ({ ...one, reason: { kind: 'experience' as const, what } })),
  ]
    .sort((a, b) => b.count - a.count)
    .map(({ mailbox, reason }) => ({ mailbox, reason, score: 1 }))
}

async function proposeByWords(
  { db }: Pick<Deps, 'db'>,
  municipality: Municipality,
  { routing, index }: Routed,
  text: string,
): Promise<Proposal[]> {
  // Of each entry that may be meant, and of the words that the catalogue knows.
  const found = rank(index, readQuery(index, text)).slice(0, 8)
  const keys = [
    ...routingKeysOf(routing, text),
    ...found.map(({ entry: { kind, slug } }) => `${kind} ${slug}`),
  ]
  const counts = await listRoutingCounts(db, municipality.id, [...new Set(keys)])
  const past = counts.map(({ key, mailbox_id: mailbox, count }) => ({ key, mailbox, count }))
  return proposeMailboxes(routing, text, past).map(({ mailbox, score, reason }) => ({
    mailbox,
    score,
    reason: reasonOf(reason),
  }))
}

function reasonOf({ kind, title }: MailboxProposal['reason']): Proposal['reason'] {
  if (kind === 'general') return { kind, what: null }
  if (kind === 'past') return { kind: 'experience', what: null }
  return { kind: kind === 'mailbox' ? 'words' : 'service', what: kind === 'mailbox' ? null : title }
}

/** At most three, each once, and the general one at the end. */
function withGeneral({ file }: Municipality, proposals: readonly Proposal[]): Proposal[] {
  const general = file.tenant.generalMailbox
  const unique = new Map<string, Proposal>()
  for (const proposal of proposals) {
    if (!unique.has(proposal.mailbox)) unique.set(proposal.mailbox, proposal)
  }
  const own = unique.get(general)
  // It is a proposal of its own where something really points there.
  const isMeant = own !== undefined && own.reason.kind !== 'general'
  if (!isMeant) unique.delete(general)
  const likely = [...unique.values()].slice(0, mailboxesAtMost)
  if (likely.some(({ mailbox }) => mailbox === general)) return likely
  return [...likely, { mailbox: general, score: 0, reason: { kind: 'general', what: null } }]
}

function entriesFor(
  municipality: Municipality,
  { bundle, index }: Routed,
  { text = '', service, topic, lang }: AskForProposals,
): RequestProposals['entries'] {
  const about = service ?? topicOf(municipality, topic)?.service
  const found = text === '' ? [] : toSearchResults(bundle, search(index, text), 6).results
  const named = about === undefined ? undefined : municipality.services.get(about)
  const words = named && inLanguage(named.text, lang)
  const entries = [
    ...(named && words
      ? [{ kind: 'service' as const, slug: named.id, title: words.title, teaser: words.teaser }]
      : []),
    ...found.map(({ kind, slug, title, teaser }) => ({ kind, slug, title, teaser })),
    ...(text === '' && named ? questionsAbout(municipality, named.id, lang) : []),
  ]
  const unique = new Map(entries.map((entry) => [`${entry.kind} ${entry.slug}`, entry]))
  return [...unique.values()].slice(0, entriesAtMost)
}

function questionsAbout(municipality: Municipality, serviceId: string, lang: Language) {
  return [...municipality.faq.values()]
    .filter(({ services }) => services[0] === serviceId)
    .sort((a, b) => b.popularity - a.popularity)
    .map((entry) => {
      const { question, short } = inLanguage(entry.text, lang)
      return { kind: 'faq' as const, slug: entry.id, title: question, teaser: short }
    })
}

function topicsFor(
  municipality: Municipality,
  { topics }: Routed,
  { text = '', service, lang }: AskForProposals,
  entries: RequestProposals['entries'],
): RequestProposals['topics'] {
  const all = municipality.file.requests.topics
  const services = new Set([service, ...entries.map(({ slug }) => slug)])
  const ofService = all.filter(
    (topic) => topic.service !== undefined && services.has(topic.service),
  )
  const byWords =
    text === ''
      ? []
      : rank(topics, readQuery(topics, text))
          .filter(({ score }) => score >= leastTopicScore)
          .flatMap(({ entry }) => all.filter(({ id }) => id === entry.slug))
  return [...new Set([...ofService, ...byWords])]
    .slice(0, topicsAtMost)
    .map(({ id, name }) => ({ slug: id, name: inLanguage(name, lang) }))
}

function describeProposal(
  municipality: Municipality,
  mailboxId: string,
  reason: Proposal['reason'],
  lang: Language,
): RequestProposals['mailboxes'][number] {
  const { mailboxes, departments } = municipality.file
  const own = mailboxes.find(({ id }) => id === mailboxId)!
  const department = departments.find(({ id }) => id === own.department)
  return {
    ...mailboxOf(municipality, { mailbox_id: mailboxId }, lang),
    department: department ? inLanguage(department.name, lang) : '',
    reason,
    callbacks: teamOf(municipality, mailboxId).callbacks.calls > 0,
  }
}

import { addressKeyOf } from '#server/placing/address.ts'
import type { Db, Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { untouched } from '#server/requests/life.ts'
import type { RequestEvent, ResidentRequest } from '#server/requests/requests.queries.ts'
import type { CallbackTable } from '#server/requests/requests.table.ts'
import { teamOf } from '#server/requests/teams.ts'
import { type Instant, addDays, addMinutes, localMoment } from '#shared/domain/local-time.ts'
import { dueAfter, serviceMinutesBetween } from '#shared/domain/request-due.ts'
import { ticketNumber } from '#shared/domain/ticket.ts'
import { familyNames, givenNames } from './names.ts'
import { type Random, seededRandom } from './random.ts'
import { type RequestStory, callStories, requestStories, streets } from './request-stories.ts'

const minutesADay = 24 * 60

/** What became of a story: how often each of it is told. */
const plan = [
  ...Array<'closed'>(50).fill('closed'),
  ...Array<'open'>(36).fill('open'),
  ...Array<'waiting'>(13).fill('waiting'),
  ...Array<'overdue'>(9).fill('overdue'),
]
type Fate = (typeof plan)[number]

/** Where the window of a promised call lies: days and hours from now. */
const calls: { days: number; hours: number; fate: 'promised' | 'missed' | 'reached' }[] = [
  { days: 0, hours: 0, fate: 'promised' },
  { days: 0, hours: 0, fate: 'promised' },
  { days: 0, hours: 1, fate: 'promised' },
  { days: 0, hours: 2, fate: 'promised' },
  { days: 0, hours: 3, fate: 'promised' },
  { days: 0, hours: -2, fate: 'promised' },
  { days: 0, hours: -1, fate: 'missed' },
  { days: 1, hours: 0, fate: 'promised' },
  { days: 1, hours: 2, fate: 'promised' },
  { days: 2, hours: 1, fate: 'promised' },
  { days: -1, hours: 0, fate: 'reached' },
  { days: -2, hours: 2, fate: 'reached' },
]

interface Told {
  request: ResidentRequest
  events: Omit<RequestEvent, 'tenant_id' | 'request_id' | 'position'>[]
  call: CallbackTable | null
}

interface Teller {
  deps: Deps
  municipality: Municipality
  now: Instant
  random: Random
  /** Who works at a mailbox. */
  teamAt: (mailboxId: string) => string[]
}

/** Fills the mailboxes of the demo, once: about 120 requests as they are in life, relative to now. */
export async function fillMailboxes(deps: Deps, municipality: Municipality): Promise<void> {
  const { id: tenantId, file } = municipality
  // Only a large town has topics, and teams for them.
  if (file.requests.topics.length === 0 || (await hasRequests(deps.db, tenantId))) return
  const members = await deps.db
    .selectFrom('mailbox_member')
    .innerJoin('staff', 'staff.id', 'mailbox_member.staff_id')
    .select(['mailbox_id', 'staff_id'])
    .where('tenant_id', '=', tenantId)
    .where('part', '=', 'member')
    // Ids differ from one installation to the next.
    .orderBy('staff.email')
    .execute()
  const teller: Teller = {
    deps,
    municipality,
    now: deps.clock.now(),
    random: seededRandom(`${tenantId} requests`),
    teamAt: (mailboxId) =>
      members.filter(({ mailbox_id: id }) => id === mailboxId).map(({ staff_id: id }) => id),
  }
  const told = [
    ...shuffled(plan, teller.random).map((fate, index) =>
      tell(teller, requestStories[index % requestStories.length]!, fate),
    ),
    ...calls.map((call, index) => tellCall(teller, callStories[index % callStories.length]!, call)),
  ]
  await deps.db.transaction().execute(async (trx) => {
    await write(trx, told)
    await writeFigures(trx, teller, told)
  })
}

async function hasRequests(db: Db, tenantId: string): Promise<boolean> {
  const query = db.selectFrom('request').select('id').where('tenant_id', '=', tenantId)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/** A story from its first word to where it stands now. */
function tell(teller: Teller, story: RequestStory, fate: Fate): Told {
  const { municipality, random } = teller
  const { calendar, dueMinutes } = teamOf(municipality, story.mailbox)
  const created = addMinutes(teller.now, -ageOf(fate, random))
  const told = begin(teller, story, created)
  const { request, events } = told
  const confirmed = request.confirmed_at!
  const due = dueAfter(confirmed, dueMinutes, calendar)
  const team = teller.teamAt(story.mailbox)
  const who = team.length === 0 ? null : random.pick(team)
  let at = confirmed
  /** The next moment of service time, but never one that has not come. */
  const later = (minutes: number) => {
    const next = dueAfter(at, 5 + random.below(minutes), calendar) ?? at
    at = next < teller.now ? next : addMinutes(teller.now, -1)
    return at
  }
  const byTeam = (kind: RequestEvent['kind'], minutes: number, more: Partial<RequestEvent> = {}) =>
    events.push({ ...silent, at: later(minutes), kind, staff_id: who, ...more })

  if (story.cameTo !== undefined) {
    const way = { from_mailbox_id: story.cameTo, mailbox_id: story.mailbox, ref: 'wrong' }
    events.push({ ...silent, at: later(60), kind: 'forwarded', ...way })
  }
  request.due_at = due
  request.unanswered_since = confirmed
  const isFresh = fate === 'open' && random.next() < 0.55
  request.news = isFresh ? 1 : 0
  if (isFresh || fate === 'overdue' || who === null) return finish(teller, told, fate, who)
  byTeam('taken', 120)
  request.assigned_to = who
  if (story.note) byTeam('noted', 60, { text: story.note, internal: 1 })
  if (fate === 'open') return told
  if (story.ask || fate === 'waiting') {
    const [question, reply] = story.ask ?? plainQuestion
    byTeam('asked', 90, { text: question, mailbox_id: story.mailbox })
    if (fate === 'waiting') {
      const left = due ? serviceMinutesBetween(at, due, calendar) : null
      Object.assign(request, { state: 'waiting', due_at: null, due_left: left })
      request.unanswered_since = null
      return told
    }
    events.push({ ...silent, at: later(400), kind: 'replied', text: reply })
  }
  byTeam('answered', 240, { text: story.answer, mailbox_id: story.mailbox })
  byTeam('closed', 1)
  return finish(teller, told, fate, who)
}

const plainQuestion: [string, string] = [
  'Vielen Dank für Ihre Nachricht. Damit wir Ihnen genau antworten können: Unter welcher Adresse sind Sie gemeldet, und um wen geht es?',
  'Es geht um mich selbst, die Adresse steht oben.',
]

function finish({ random }: Teller, told: Told, fate: Fate, who: string | null): Told {
  const { request, events } = told
  if (fate === 'overdue') request.assigned_to = random.next() < 0.4 ? who : null
  if (fate !== 'closed' || who === null) return told
  const said = random.next()
  Object.assign(request, {
    state: 'closed',
    closed_at: events.at(-1)!.at,
    due_at: null,
    unanswered_since: null,
    news: 0,
    helpful: said < 0.55 ? 1 : said < 0.62 ? 0 : null,
  })
  return told
}

/** A story that is told on the phone. */
function tellCall(teller: Teller, story: RequestStory, call: (typeof calls)[number]): Told {
  const { municipality, now, random } = teller
  const told = begin(teller, story, addMinutes(now, -(2 + Math.max(0, -call.days)) * minutesADay))
  const { request, events } = told
  const { date, minute } = localMoment(now, municipality.zone)
  const hour = Math.min(22, Math.max(1, Math.floor(minute / 60) + call.hours))
  const promised: CallbackTable = {
    tenant_id: request.tenant_id,
    id: uuid(random),
    request_id: request.id,
    mailbox_id: request.mailbox_id,
    date: addDays(date, call.days),
    from_minute: hour * 60,
    to_minute: hour * 60 + 60,
    state: call.fate === 'reached' ? 'reached' : 'promised',
    hold_until: null,
    attempts: call.fate === 'missed' ? 1 : 0,
    last_attempt_at: call.fate === 'missed' ? addMinutes(now, -40) : null,
    created_at: request.created_at,
    settled_at: call.fate === 'reached' ? addMinutes(now, call.days * minutesADay) : null,
  }
  const who = teller.teamAt(story.mailbox)[0] ?? null
  const confirmed = request.confirmed_at!
  events.push({ ...silent, at: confirmed, kind: 'callback-promised' })
  Object.assign(request, { reply_by: 'callback', unanswered_since: confirmed })
  if (call.fate === 'missed') {
    const missed = { at: addMinutes(now, -40), kind: 'callback-missed', staff_id: who } as const
    events.push({ ...silent, ...missed })
    Object.assign(request, { state: 'waiting', unanswered_since: null, due_left: 120 })
  }
  if (call.fate === 'reached') {
    const at = promised.settled_at!
    events.push({ ...silent, at, kind: 'callback-done', staff_id: who })
    events.push({ ...silent, at, kind: 'closed', staff_id: who })
    Object.assign(request, { state: 'closed', closed_at: at, unanswered_since: null })
  }
  return { ...told, call: promised }
}

const silent = {
  text: null,
  internal: 0,
  staff_id: null,
  to_staff_id: null,
  mailbox_id: null,
  from_mailbox_id: null,
  ref: null,
  message_id: null,
}

/** A request that somebody wrote and confirmed a few minutes later. */
function begin({ deps, municipality, random }: Teller, story: RequestStory, at: Instant): Told {
  const name = `${random.pick(givenNames)} ${random.pick(familyNames)}`
  const place = `${random.pick(streets)} ${1 + random.below(90)}`
  const email = `${mailName(name)}${random.below(90)}@post.example`
  const confirmed = addMinutes(at, 2 + random.below(12))
  const topic = municipality.file.requests.topics.find(({ id }) => id === story.topic)
  const asksPlace = topic?.fields.some(({ id }) => id === 'ort') ?? false
  const request: ResidentRequest = {
    ...untouched,
    tenant_id: municipality.id,
    id: uuid(random),
    ticket: ticketNumber(Buffer.from(Array.from({ length: 12 }, () => random.below(256)))),
    state: 'open',
    hold_until: null,
    mailbox_id: story.mailbox,
    first_mailbox_id: story.cameTo ?? story.mailbox,
    service_id: story.service ?? null,
    topic_id: topic?.id ?? null,
    fields: JSON.stringify({ ...(asksPlace && { ort: place }), ...story.fields }),
    lang: story.lang ?? 'de',
    subject: story.subject,
    text: story.text.replaceAll('{ort}', place),
    name,
    email,
    phone: `02599 ${String(10_000 + random.below(89_999))}`,
    address_key: addressKeyOf(deps, email),
    revision: 1,
    created_at: at,
    confirmed_at: confirmed,
    closed_at: null,
    erased_at: null,
  }
  const events = [
    { ...silent, at, kind: 'received' as const },
    { ...silent, at: confirmed, kind: 'confirmed' as const },
  ]
  return { request, events, call: null }
}

/** Minutes since somebody wrote. */
function ageOf(fate: Fate, random: Random): number {
  const days = { closed: [4, 50], open: [0, 2], waiting: [3, 9], overdue: [6, 8] }[fate]
  return 20 + Math.floor((days[0]! + random.next() * days[1]!) * minutesADay)
}

async function write(trx: Trx, told: readonly Told[]): Promise<void> {
  for (const { request, events, call } of told) {
    await trx.insertInto('request').values(request).execute()
    const of = { tenant_id: request.tenant_id, request_id: request.id }
    const rows = events.map((event, index) => ({ ...of, position: index + 1, ...event }))
    await trx.insertInto('request_event').values(rows).execute()
    if (call) await trx.insertInto('callback').values(call).execute()
  }
}

/** What the figures of three months say: mostly right, and better from month to month. */
async function writeFigures(trx: Trx, teller: Teller, told: readonly Told[]): Promise<void> {
  const { municipality, now, random } = teller
  const { id: tenant_id, zone } = municipality
  const topics = new Set(told.map(({ request }) => topicKey(request)))
  for (const [back, share] of [0.94, 0.9, 0.84].entries()) {
    const month = localMoment(addMinutes(now, -back * 30 * minutesADay), zone).date.slice(0, 7)
    for (const topic of topics) {
      const total = 6 + random.below(30)
      const first = Math.min(total, Math.round(total * (share + (random.next() - 0.5) * 0.1)))
      const row = { tenant_id, month, topic, total, first }
      await trx
        .insertInto('routing_month')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
  }
  const month = localMoment(now, zone).date.slice(0, 7)
  for (const { request } of told) {
    const { first_mailbox_id: from, mailbox_id: to } = request
    if (from === null || from === to) continue
    const way = { topic: topicKey(request), from_mailbox_id: from, to_mailbox_id: to }
    await trx
      .insertInto('routing_correction')
      .values({ tenant_id, month, ...way, count: 1 + random.below(3) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  const bounce = { tenant_id, mailbox_id: 'kleingaerten', code: '5.2.2' }
  const bounced_at = addMinutes(now, -3 * minutesADay)
  await trx
    .insertInto('mailbox_bounce')
    .values({ ...bounce, bounced_at })
    .execute()
}

function topicKey({ topic_id: topic, service_id: service }: ResidentRequest): string {
  return topic ? `topic ${topic}` : service ? `service ${service}` : ''
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const rest = [...list]
  for (let index = rest.length - 1; index > 0; index--) {
    const other = random.below(index + 1)
    ;[rest[index], rest[other]] = [rest[other]!, rest[index]!]
  }
  return rest
}

function uuid(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.below(16).toString(16)).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** `ł` and `ç` have no place in an address that everybody can type. */
function mailName(name: string): string {
  return name
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/[^a-z]+/g, '.')
}

import type { Trx } from '#server/db/database.ts'
import type { AuditEvent } from '#server/audit/audit.ts'
import { recordEvent } from '#server/audit/audit.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { describeRequest, remember, replay } from '#server/placing/idempotency.ts'
import { type CounterGroup, type Municipality, inLanguage } from '#server/tenants/municipality.ts'
import type { WishedService } from '#shared/contracts/appointments.ts'
import type { Language } from '#shared/contracts/fields.ts'
import { walkInRules } from '#shared/contracts/staff.ts'
import type { NumberOffer, TakenNumber } from '#shared/contracts/waiting-room.ts'
import { type Instant, localMoment } from '#shared/domain/local-time.ts'
import type { WaitingRoom } from '#shared/domain/waiting-time.ts'
import { giveCallNumber } from '../counter/admit.ts'
import { ownPage } from '../counter/book.ts'
import { groupsOf } from '../counter/office-counters.ts'
import { giveToken, notHereYet, writeAppointment } from '../new-appointment.ts'
import { type Candidate } from '../availability.ts'
import { candidatesFor } from '../wish.ts'
import { placeInLine, placeOfNewcomer, readRoom } from './room.ts'

/** Where a number is drawn; not every municipality lets people do it by themselves, or anywhere. */
export type Drawer = 'desk' | 'terminal' | 'kiosk'

/** A group that could serve a visit, and its waiting room. */
interface Line extends Candidate {
  room: WaitingRoom
}

/**
 * Whether numbers are handed out at an office now, for what, and how long one waits.
 * @throws AppError 'not-found' for an office that does not exist
 */
export async function offerNumbers(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  municipality: Municipality,
  slug: string,
  lang: Language,
): Promise<NumberOffer> {
  const office = municipality.offices.get(slug)
  if (!office) throw new AppError('not-found')
  const now = clock.now()
  const groups = groupsOf(municipality, slug)
  const rooms = new Map<string, WaitingRoom>()
  for (const group of groups) rooms.set(group.id, await readRoom(db, municipality, group, now))
  const ids = [...new Set(groups.flatMap((group) => [...group.minutes.keys()]))]
  const services = ids.map((id) => {
    const lines = groups.flatMap((group): Line[] => {
      const minutes = group.minutes.get(id)?.minutes
      return minutes === undefined ? [] : [{ group, minutes, room: rooms.get(group.id)! }]
    })
    const line = shortest(municipality, lines, now)
    return { id, line, waiting: line && placeOfNewcomer(line.room, line.minutes).waiting }
  })
  const isOpen = groups.some((group) => closesAt(municipality, group, now) !== null)
  const { walkIns } = municipality.file.counter
  const isOffered = isAllowed('terminal', walkIns)
  const open = services.filter(({ line }) => line !== null)
  return {
    office: slug,
    officeName: inLanguage(office.name, lang),
    date: localMoment(now, municipality.zone).date,
    state: !isOffered ? 'not-offered' : !isOpen ? 'closed' : open.length > 0 ? 'open' : 'full',
    services: isOffered
      ? open.map(({ id, waiting }) => ({
          slug: id,
          title: inLanguage(municipality.services.get(id)!.text, lang).title,
          waiting,
        }))
      : [],
    maxPersons: municipality.file.appointments.maxPersons,
    onlyAtTerminal: isOffered && !isAllowed('kiosk', walkIns),
  }
}

/**
 * Gives a number to somebody without an appointment, in the group whose queue is shortest. It takes no
 * place of the calendar: a walk-in is called between appointments, by the municipality's rule.
 * @throws AppError 'no-walk-ins' if there are none, or no counter would have time before it closes;
 *   'forbidden' on a screen that the staff has not set up, where that is asked for; 'not-found' for an office that does not exist, 'not-bookable', 'invalid-input'
 */
export async function takeNumber(
  deps: Deps,
  municipality: Municipality,
  wish: { office: string; services: readonly WishedService[]; lang: Language },
  by: { drawer: Drawer; actor: AuditEvent['actor'] },
  idempotencyKey?: string,
): Promise<TakenNumber> {
  const office = municipality.offices.get(wish.office)
  if (!office) throw new AppError('not-found')
  const { walkIns } = municipality.file.counter
  if (!isAllowed(by.drawer, walkIns)) {
    throw new AppError(isAllowed('terminal', walkIns) ? 'forbidden' : 'no-walk-ins')
  }
  const request = idempotencyKey
    ? describeRequest(deps, municipality.id, `number ${idempotencyKey}`, wish)
    : null
  const candidates = candidatesFor(municipality, wish.services, wish.office)
  const { date } = localMoment(deps.clock.now(), municipality.zone)
  const days = candidates.map(({ group }) => ({ group: group.id, date }))
  return deps.lockDays(deps.db, municipality.id, days, async (trx) => {
    const known = request && (await replay<TakenNumber>(trx, deps, request))
    if (known) return known
    const now = deps.clock.now()
    const lines: Line[] = []
    for (const candidate of candidates) {
      const room = await readRoom(trx, municipality, candidate.group, now)
      lines.push({ ...candidate, room })
    }
    const line = shortest(municipality, lines, now)
    if (!line) throw new AppError('no-walk-ins')
    const taken = await writeWalkIn(trx, deps, municipality, line.group, wish, by.actor, now)
    if (request) await remember(trx, deps, request, taken, now)
    return taken
  })
}

/** The rules stand in order: each allows what the ones before it do. */
const isAllowed = (drawer: Drawer, rule: (typeof walkInRules)[number]): boolean =>
  walkInRules.indexOf(drawer) <= walkInRules.indexOf(rule)

async function writeWalkIn(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  group: CounterGroup,
  {
    office,
    services,
    lang,
  }: { office: string; services: readonly WishedService[]; lang: Language },
  actor: AuditEvent['actor'],
  now: Instant,
): Promise<TakenNumber> {
  const { date, minute } = localMoment(now, municipality.zone)
  const number = await giveCallNumber(trx, municipality, group, date)
  const placing = {
    ...notHereYet,
    kind: 'walk-in' as const,
    date,
    start_minute: minute,
    minutes: 0,
    starts_at: now,
    state: 'checked_in' as const,
    hold_until: null,
    lang,
    name: '',
    email: '',
    phone: null,
    address_key: '',
    remind_at: null,
    confirmed_at: now,
    call_number: number,
    arrived_at: now,
  }
  const appointment = await writeAppointment(trx, municipality, group, services, placing, now)
  await recordEvent(trx, {
    tenantId: municipality.id,
    at: now,
    actor,
    action: 'number-taken',
    subject: appointment.id,
  })
  const room = await readRoom(trx, municipality, group, now)
  return {
    number,
    officeName: inLanguage(municipality.offices.get(office)!.name, lang),
    takenAt: now,
    ...placeInLine(room, appointment.id),
    link: ownPage(deps, appointment, await giveToken(trx, appointment, 'manage', now)),
  }
}

/** The line in which a newcomer waits least, of those that would come to an end before closing time. */
function shortest(municipality: Municipality, lines: readonly Line[], now: Instant): Line | null {
  const { minute } = localMoment(now, municipality.zone)
  const reachable = lines.flatMap((line) => {
    const closing = closesAt(municipality, line.group, now)
    const { waiting } = placeOfNewcomer(line.room, line.minutes)
    // Nobody knows how long: the counters are open, so somebody will come.
    const least = waiting?.from ?? 0
    return closing !== null && minute + least < closing ? [{ line, most: waiting?.to ?? 0 }] : []
  })
  return reachable.sort((a, b) => a.most - b.most)[0]?.line ?? null
}

/** The minute at which the counters that are open now close; null if they are closed. */
function closesAt(municipality: Municipality, group: CounterGroup, now: Instant): number | null {
  const { date, minute } = localMoment(now, municipality.zone)
  const ranges = municipality.capacityOf(group, date)
  let closing: number | null = null
  for (const { from, to } of ranges) {
    const isNow = from <= minute && minute < to
    if (isNow || closing === from) closing = to
  }
  return closing
}

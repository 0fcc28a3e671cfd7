import { seededRandom } from '#server/db/seed/random.ts'
import type { Deps } from '#server/deps.ts'
import type { StaffMember } from '#server/staff/staff-member.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { EntryKind, Own } from '#shared/contracts/entries.ts'
import type { UnhelpfulReason } from '#shared/contracts/catalogue.ts'
import { addDays, localMoment } from '#shared/domain/local-time.ts'
import { addToCount, addToMiss, listCounts, nameMiss } from './counts.queries.ts'
import type { Counted } from './counts.table.ts'
import { fewestAskers } from './counts.ts'
import { changeDraft, submitDraft } from './drafts.ts'
import { describeEntry } from './entry-view.ts'
import { lastMonths } from './housekeeping.ts'
import { publishDraft } from './publish.ts'

/** What people of the demo have searched for in vain, how many, and how many days ago the last. */
const misses: [query: string, askers: number, daysAgo: number][] = [
  ['freibad öffnungszeiten', 23, 1],
  ['wallbox förderung', 14, 2],
  ['e-scooter auf dem gehweg', 11, 0],
  ['wlan im rathaus', 9, 4],
  ['katze entlaufen', 6, 3],
  ['dauerparkplatz im parkhaus', 5, 6],
  ['weihnachtsmarkt stand mieten', 4, 0],
]

const unhelpful: [
  kind: EntryKind,
  id: string,
  votes: { helpful: number; unhelpful: number; because: UnhelpfulReason; times: number },
][] = [
  ['service', 'kita-platz', { helpful: 31, unhelpful: 12, because: 'incomplete', times: 8 }],
  ['service', 'wohngeld', { helpful: 24, unhelpful: 9, because: 'unclear', times: 7 }],
  ['service', 'fahrzeug-anmelden', { helpful: 58, unhelpful: 5, because: 'wrong', times: 3 }],
]

const askedAnyway: [kind: EntryKind, id: string, count: number][] = [
  ['service', 'sperrmuell', 17],
  ['service', 'einbuergerung', 12],
  ['service', 'strassenschaden', 6],
]

/**
 * Weeks of an editor's work for the demo, once: what people searched, found and thought of it, a
 * text that has been changed (another municipality has taken it over), and one that waits for a
 * second person.
 */
export async function seedEditorial(
  deps: Deps,
  municipality: Municipality,
  editor: StaffMember,
): Promise<void> {
  const { db, clock } = deps
  const today = localMoment(clock.now(), municipality.zone).date
  const months = lastMonths(today, 2)
  if ((await listCounts(db, municipality.id, months)).length > 0) return
  await countFindings(deps, municipality, months)
  for (const [query, askers, daysAgo] of misses) {
    const id = deps.keys.hash('miss', `${municipality.id}:${query}`)
    await db.transaction().execute(async (trx) => {
      const day = addDays(today, -daysAgo)
      for (let asker = 0; asker < askers; asker++)
        await addToMiss(trx, municipality.id, { id, day })
      await nameMiss(trx, municipality.id, { id, query, from: fewestAskers })
    })
  }
  await changeTexts(deps, municipality, editor)
}

async function countFindings(deps: Deps, municipality: Municipality, months: string[]) {
  const random = seededRandom(`${municipality.id} found`)
  const [month = ''] = months
  await deps.db.transaction().execute(async (trx) => {
    const add = (kind: EntryKind, id: string, what: Counted, count: number, when = month) =>
      addToCount(trx, municipality.id, { kind, id, month: when, what, count })
    for (const when of months) {
      for (const [kind, entries] of [
        ['service', municipality.services],
        ['faq', municipality.faq],
      ] as const) {
        for (const { id, popularity } of entries.values()) {
          // Rare matters are found by nobody for months; such entries are what editors look for.
          const count = Math.round((popularity - 4) * (0.5 + random.next()))
          if (count > 0) await add(kind, id, 'found', count, when)
        }
      }
    }
    for (const [kind, id, votes] of unhelpful) {
      await add(kind, id, 'helpful', votes.helpful)
      await add(kind, id, 'unhelpful', votes.unhelpful)
      await add(kind, id, `because:${votes.because}`, votes.times)
    }
    for (const [kind, id, count] of askedAnyway) await add(kind, id, 'asked', count)
  })
}

/** Through the same steps as editors take, so that the versions and records are as theirs. */
async function changeTexts(deps: Deps, municipality: Municipality, staff: StaffMember) {
  const change = async (id: string, changed: (content: Own<'service'>) => Own<'service'>) => {
    const edit = { municipality, staff, kind: 'service' as const, id }
    const { revision, resolved } = await describeEntry(deps, municipality.id, edit)
    const draft = await changeDraft(
      deps,
      { ...edit, revision },
      changed(resolved as Own<'service'>),
    )
    return { ...edit, revision: draft.revision }
  }
  const withDocument = (document: string) => (content: Own<'service'>) => {
    const { de } = content.text
    return {
      ...content,
      text: { ...content.text, de: { ...de, documents: [...de.documents, document] } },
    }
  }
  await publishDraft(
    deps,
    await change('beglaubigung-kopie', withDocument('Bei fremden Sprachen: eine Übersetzung')),
  )
  await submitDraft(
    deps,
    await change('wohngeld', withDocument('Nachweis über Unterhalt, den Sie zahlen')),
  )
}

import { randomUUID } from 'node:crypto'
import type { Deps } from '#server/deps.ts'
import type { Trx } from '#server/db/database.ts'
import {
  findStaffByEmail,
  insertRole,
  insertStaff,
  markEmailVerified,
} from '#server/staff/staff.queries.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { addDays, localMoment } from '#shared/domain/local-time.ts'

/** Colleagues of Musterstadt, and the mailboxes that they share; `~` before one: as a deputy. */
const colleagues: { name: string; mailbox: string; shares: string[] }[] = [
  {
    name: 'Meryem Demir',
    mailbox: 'm.demir',
    shares: [
      'strassenschaeden',
      'strassenbeleuchtung',
      'tiefbau',
      'verkehrstechnik',
      '~wildermuell',
    ],
  },
  {
    name: 'Jonas Ehlers',
    mailbox: 'j.ehlers',
    shares: ['wildermuell', 'abfallberatung', 'sperrmuell', 'strassenreinigung', '~gruenflaechen'],
  },
  {
    name: 'Anke Brandt',
    mailbox: 'a.brandt',
    shares: ['kita.platzvergabe', 'kita.gebuehren', 'kindertagespflege', 'elterngeld', 'ganztag'],
  },
  {
    name: 'Viktor Petrenko',
    mailbox: 'v.petrenko',
    shares: ['wohngeld', 'soziales', 'grundsicherung', 'bildungspaket', 'schwerbehinderung'],
  },
  {
    name: 'Ulrike Haas',
    mailbox: 'u.haas',
    shares: ['ordnungsamt', 'gewerbe', 'bussgeldstelle', 'verkehrsueberwachung', 'parkausweise'],
  },
  {
    name: 'Thi Mai Nguyen',
    mailbox: 't.nguyen',
    shares: ['standesamt', 'urkunden', 'trautermine', 'meldewesen', 'ausweise', '~buergerbuero'],
  },
  {
    name: 'Karl-Heinz Vogt',
    mailbox: 'k.vogt',
    shares: ['stadtkasse', 'grundsteuer', 'gewerbesteuer', 'hundesteuer', 'zweitwohnungssteuer'],
  },
  {
    name: 'Łukasz Nowak',
    mailbox: 'l.nowak',
    shares: ['gruenflaechen', 'baumschutz', 'kleingaerten', 'friedhof', 'bauaufsicht'],
  },
  {
    name: 'Sofía Rossi',
    mailbox: 's.rossi',
    shares: ['kfz.zulassung', 'fahrerlaubnis', 'aufenthalt', 'einbuergerung', 'asyl', '~info'],
  },
]

/** What the two demo accounts of Musterstadt share. */
const ofCaseworker = [
  'strassenschaeden',
  'strassenbeleuchtung',
  'wildermuell',
  'abfallberatung',
  'kita.platzvergabe',
  'wohngeld',
  '~gruenflaechen',
  '~elterngeld',
]
const ofAgent = ['info', 'beschwerden', 'buergerbuero', 'fundbuero', '~meldewesen', '~ausweise']

/** Days that a colleague is away, so that a handover has something to hand over. */
const daysAway = 6

/** Lets the demo's staff share mailboxes, once; what an administrator has changed since stays. */
export async function fillTeams(deps: Deps, municipality: Municipality): Promise<void> {
  const { id: tenantId, file, zone } = municipality
  const known = await deps.db
    .selectFrom('mailbox_member')
    .select('staff_id')
    .where('tenant_id', '=', tenantId)
    .limit(1)
    .execute()
  if (known.length > 0) return
  const mailboxes = new Set(file.mailboxes.map(({ id }) => id))
  const isLarge = colleagues.every(({ shares }) => mailboxes.has(shares[0]!))
  await deps.db.transaction().execute(async (trx) => {
    const share = sharing(trx, tenantId, mailboxes)
    const caseworker = await findStaffByEmail(trx, `sachbearbeitung@${tenantId}.example`)
    const agent = await findStaffByEmail(trx, 'servicecenter@musterstadt.example')
    if (caseworker) await share(caseworker.id, isLarge ? ofCaseworker : [...mailboxes])
    if (agent) await share(agent.id, isLarge ? ofAgent : ['info'])
    if (!isLarge) return
    const ids = []
    for (const { name, mailbox, shares } of colleagues) {
      const id = await addColleague(trx, deps, tenantId, name, mailbox)
      await share(id, shares)
      ids.push(id)
    }
    const today = localMoment(deps.clock.now(), zone).date
    const to_date = addDays(today, daysAway)
    const away = { tenant_id: tenantId, staff_id: ids[2]!, from_date: today, to_date }
    await trx.insertInto('staff_absence').values(away).execute()
  })
}

/** Whoever is invented cannot sign in: there is no password. */
async function addColleague(
  trx: Trx,
  { clock }: Deps,
  tenantId: string,
  name: string,
  mailbox: string,
): Promise<string> {
  const id = randomUUID()
  const now = clock.now()
  await insertStaff(trx, { id, name, email: `${mailbox}@${tenantId}.example`, now })
  await markEmailVerified(trx, id, now)
  await insertRole(trx, tenantId, id, 'caseworker')
  return id
}

function sharing(trx: Trx, tenantId: string, mailboxes: ReadonlySet<string>) {
  return async (staffId: string, shares: readonly string[]) => {
    const rows = shares.flatMap((share) => {
      const isDeputy = share.startsWith('~')
      const mailbox = isDeputy ? share.slice(1) : share
      const part = isDeputy ? ('deputy' as const) : ('member' as const)
      if (!mailboxes.has(mailbox)) return []
      return [{ tenant_id: tenantId, mailbox_id: mailbox, staff_id: staffId, part }]
    })
    if (rows.length > 0) await trx.insertInto('mailbox_member').values(rows).execute()
  }
}

import { afterEach, beforeEach, expect, it } from 'vitest'
import { exportTenant } from '#server/tenants/tenants.ts'
import type { ConfigurationChangeInput } from '#shared/contracts/configuration.ts'
import type { ServiceContent } from '#shared/contracts/entries.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import {
  change,
  changeKnowingly,
  closing,
  preview,
  readConfiguration,
} from '../support/configuring.ts'
import { signIn, staffMember } from '../support/staff.ts'
import { group, office, town } from '../support/town.ts'
import { book, monday, reserve, tuesday, wish } from '../support/wishes.ts'

const staff = '/api/teststadt/staff'
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
const opening = (changes: object = {}): ConfigurationChangeInput => ({
  subject: 'opening',
  id: 'schalter',
  opening: [{ days: [...weekdays], from: '08:00', to: '12:00', counters: 1, ...changes }],
})

describeOnBothEngines('the configuration in the hands of an administrator', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
    signIn(app, staffMember('admin'))
  })
  afterEach(() => app.close())

  const stored = () => exportTenant(app.deps.db, 'teststadt')

  it('is read whole, with the holidays of the Land and without anything personal', async () => {
    await book(app)
    const configuration = await readConfiguration(app)
    expect(configuration).toMatchObject({
      revision: 1,
      today: monday,
      tenant: { slug: 'teststadt', land: 'NW', crest: null },
      settings: { name: 'Teststadt', generalMailbox: 'info' },
      limits: { holdMinutes: 60, replacementHours: 48 },
      mailboxes: [{ id: 'info', services: 3 }],
      offices: [
        {
          id: 'rathaus',
          groups: [{ id: 'schalter', services: [{ id: 'ausweis' }, { id: 'pass' }] }],
        },
      ],
    })
    expect(configuration.services).toContainEqual({
      id: 'meldung',
      title: 'Wohnsitz abmelden',
      department: 'buergerbuero',
      channels: ['post'],
      minutes: 0,
      extraPersonMinutes: 10,
    })
    expect(configuration.holidays).toContainEqual({ date: '2026-12-25', name: '1. Weihnachtstag' })
    expect(JSON.stringify(configuration)).not.toContain('post.example')
  })

  it('changes one thing at a time, at once for everybody', async () => {
    const before = (await stored())!
    const { body } = await change(
      app,
      opening({ from: '10:00', to: '18:00', counters: 2, reserve: 1 }),
    )
    expect(body).toMatchObject({ people: 0, offered: 0, configuration: { revision: 2 } })
    const after = (await stored())!
    expect(after.offices[0]!.groups[0]!.opening).toEqual([
      { days: [...weekdays], from: '10:00', to: '18:00', counters: 2, reserve: 1 },
    ])
    expect({ ...after, offices: [] }).toEqual({ ...before, offices: [] })
    const refused = await app.post('/api/teststadt/appointments', wish())
    expect(refused.error?.code).toBe('slot-taken')
    const placed = await app.post('/api/teststadt/appointments', wish({ start: '16:00' }))
    expect(placed.status).toBe(201)
  })

  it.each<
    [
      string,
      ConfigurationChangeInput,
      (file: NonNullable<Awaited<ReturnType<typeof stored>>>) => unknown,
      unknown,
    ]
  >([
    [
      'settings',
      { subject: 'settings', settings: { phone: '115', accessibilityCheckedOn: monday } },
      ({ tenant }) => [tenant.phone, tenant.accessibilityCheckedOn, tenant.name],
      ['115', monday, 'Teststadt'],
    ],
    [
      'limits',
      { subject: 'limits', limits: { retentionDays: 0, replacementHours: 72 } },
      ({ appointments }) => appointments,
      { ...town().appointments, retentionDays: 0, replacementHours: 72 },
    ],
    [
      'a crest',
      {
        subject: 'crest',
        svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" onload="x()"/>',
      },
      ({ tenant }) => tenant.crestImage,
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>',
    ],
    [
      'a new mailbox',
      {
        subject: 'mailbox',
        id: 'kfz.zulassung',
        mailbox: {
          name: { de: 'Zulassung' },
          address: 'kfz@teststadt.example',
          department: 'buergerbuero',
        },
      },
      ({ mailboxes }) => mailboxes.map(({ id }) => id),
      ['info', 'kfz.zulassung'],
    ],
    [
      'a service',
      {
        subject: 'service',
        id: 'pass',
        service: { channels: ['appointment', 'phone'], minutes: 25 },
      },
      ({ services }) => {
        const { minutes, extraPersonMinutes, channels } = services[1] as ServiceContent
        return [minutes, extraPersonMinutes, channels]
      },
      [25, undefined, ['appointment', 'phone']],
    ],
    [
      'services at counters',
      {
        subject: 'group-services',
        id: 'schalter',
        services: [{ id: 'ausweis' }, { id: 'pass', minutes: 30 }],
      },
      ({ offices }) => offices[0]?.groups[0]?.services,
      ['ausweis', { id: 'pass', minutes: 30 }],
    ],
    [
      'a new counter group',
      {
        subject: 'group',
        id: 'beratung',
        office: 'rathaus',
        group: {
          name: { de: 'Beratung' },
          gridMinutes: 10,
          leadMinutes: 0,
          horizonDays: 30,
          release: { day: 'mon', at: '07:00' },
        },
      },
      ({ offices }) =>
        offices[0]?.groups.map(({ id, opening, services }) => [
          id,
          opening.length,
          services.length,
        ]),
      [
        ['schalter', 1, 2],
        ['beratung', 0, 0],
      ],
    ],
    [
      'a new office',
      {
        subject: 'office',
        id: 'nord',
        office: {
          name: { de: 'Rathaus Nord' },
          street: 'Nordweg 2',
          postalCode: '12345',
          city: 'Teststadt',
          phone: '115',
          email: 'nord@teststadt.example',
          accessibility: { de: [] },
        },
      },
      ({ offices }) => offices.map(({ id, groups }) => [id, groups.length]),
      [
        ['rathaus', 1],
        ['nord', 0],
      ],
    ],
    [
      'a closure',
      closing({
        from: '2026-12-23',
        to: '2026-12-24',
        fromTime: '10:00',
        toTime: '12:00',
        group: 'schalter',
      }),
      ({ offices }) => offices[0]?.closures,
      [
        {
          from: '2026-12-23',
          to: '2026-12-24',
          fromTime: '10:00',
          toTime: '12:00',
          group: 'schalter',
          reason: { de: 'Personalversammlung', en: 'Staff meeting' },
        },
      ],
    ],
  ])('keeps %s', async (_, wanted, part, expected) => {
    expect((await change(app, wanted)).status).toBe(200)
    expect(part((await stored())!)).toEqual(expected)
  })

  it('is refused to whoever has read an older revision, whose work is not lost by it', async () => {
    const body = { revision: 1, change: opening({ to: '13:00' }) }
    expect((await app.post(`${staff}/configuration/changes`, body)).status).toBe(200)
    for (const path of ['changes', 'preview']) {
      const { status, error } = await app.post(`${staff}/configuration/${path}`, body)
      expect([status, error?.code]).toEqual([409, 'config-changed'])
    }
    const again = await Promise.all(
      [1, 2].map(() => app.post(`${staff}/configuration/changes`, { ...body, revision: 2 })),
    )
    expect(again.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await readConfiguration(app)).revision).toBe(3)
  })

  it.each<[string, unknown, Record<string, string>]>([
    [
      'a rule that ends before it begins',
      opening({ to: '08:00' }),
      { 'change.opening.0.to': 'not-later' },
    ],
    ['no day', opening({ days: [] }), { 'change.opening.0.days': 'required' }],
    ['half a counter', opening({ counters: 0.5 }), { 'change.opening.0.counters': 'out-of-range' }],
    ['an hour of no day', opening({ from: '25:00' }), { 'change.opening.0.from': 'time-invalid' }],
    ['a key that nobody knows', opening({ doors: 1 }), { 'change.opening.0.doors': 'unknown-key' }],
    [
      'a pale colour',
      {
        subject: 'settings',
        settings: { colours: { primary: '#ffcc00', primaryDark: '#9fd3f5' } },
      },
      { 'change.settings.colours.primary': 'contrast-too-low' },
    ],
    [
      'a general mailbox that is none',
      { subject: 'settings', settings: { generalMailbox: 'post' } },
      { 'change.settings.generalMailbox': 'unknown-value' },
    ],
    [
      'a service for which nobody comes',
      {
        subject: 'group-services',
        id: 'schalter',
        services: [{ id: 'ausweis' }, { id: 'meldung' }],
      },
      { 'change.services.1': 'no-minutes' },
    ],
    [
      'a service twice',
      {
        subject: 'group-services',
        id: 'schalter',
        services: [{ id: 'ausweis' }, { id: 'ausweis' }],
      },
      { 'change.services.1': 'not-unique' },
    ],
    [
      'a closure of an office that is none',
      {
        ...closing({ from: monday, to: monday }),
        add: [{ office: 'mond', from: monday, to: monday, reason: { de: 'x' } }],
      },
      { 'change.add.0.office': 'unknown-value' },
    ],
    [
      'a closure that ends before it begins',
      closing({ from: tuesday, to: monday }),
      { 'change.add.0.to': 'not-later' },
    ],
    [
      'half a time of a closure',
      closing({ from: monday, to: monday, toTime: '10:00' }),
      { 'change.add.0': 'required' },
    ],
    [
      'a closure of counters that are none',
      closing({ from: monday, to: monday, group: 'x' }),
      { 'change.add.0.group': 'unknown-value' },
    ],
    [
      'a mailbox of no department',
      {
        subject: 'mailbox',
        id: 'a',
        mailbox: { name: { de: 'A' }, address: 'a@teststadt.example', department: 'x' },
      },
      { 'change.mailbox.department': 'unknown-value' },
    ],
    ['a picture that is none', { subject: 'crest', svg: '<p>' }, { 'change.svg': 'invalid' }],
    ['a subject that is none', { subject: 'weather' }, { 'change.subject': 'unknown-value' }],
    [
      'a limit out of range',
      { subject: 'limits', limits: { retentionDays: 31 } },
      { 'change.limits.retentionDays': 'out-of-range' },
    ],
  ])('names what is wrong by the field of the form: %s', async (_, wanted, fields) => {
    for (const path of ['changes', 'preview']) {
      const body = { revision: 1, change: wanted }
      const { status, error } = await app.post(`${staff}/configuration/${path}`, body)
      expect([status, error?.code, error?.fields]).toEqual([422, 'invalid-input', fields])
    }
    expect((await readConfiguration(app)).revision).toBe(1)
  })

  it.each<[string, unknown]>([
    ['counters', { ...(opening() as object), id: 'nirgends' }],
    [
      'a service',
      { subject: 'service', id: 'nichts', service: { channels: ['phone'], minutes: 0 } },
    ],
    ['a mailbox', { subject: 'mailbox', id: 'post', mailbox: null }],
    ['an office', { subject: 'office', id: 'mond', office: null }],
    ['a closure', { subject: 'closures', remove: [{ office: 'rathaus', index: 0 }], add: [] }],
  ])('finds nothing to change where there is none: %s', async (_, wanted) => {
    const { error } = await app.post(`${staff}/configuration/changes`, {
      revision: 1,
      change: wanted,
    })
    expect(error?.code).toBe('not-found')
  })

  it('keeps what is still needed, and says what needs it', async () => {
    const mailbox = {
      name: { de: 'B' },
      address: 'b@teststadt.example',
      department: 'buergerbuero',
    }
    await change(app, { subject: 'mailbox', id: 'b', mailbox })
    await change(app, { subject: 'settings', settings: { generalMailbox: 'b' } })
    const used = await change(app, { subject: 'mailbox', id: 'info', mailbox: null })
    expect([used.status, used.error?.code]).toEqual([409, 'in-use'])
    expect(used.error?.usedBy).toContainEqual({ kind: 'service', name: 'Reisepass beantragen' })
    expect(used.error?.usedBy).toHaveLength(3)
    const general = await change(app, { subject: 'mailbox', id: 'b', mailbox: null })
    expect(general.error?.usedBy).toEqual([{ kind: 'municipality' }])
    await change(app, { subject: 'settings', settings: { generalMailbox: 'info' } })
    expect((await change(app, { subject: 'mailbox', id: 'b', mailbox: null })).status).toBe(200)
  })

  it('keeps counters that anybody ever had an appointment at', async () => {
    const { token } = await book(app)
    await app.post('/api/teststadt/appointments/cancel', { token })
    for (const wanted of [
      { subject: 'group', id: 'schalter', office: 'rathaus', group: null },
      { subject: 'office', id: 'rathaus', office: null },
    ] as const) {
      for (const { status, error } of [await change(app, wanted), await preview(app, wanted)]) {
        expect([status, error?.code, error?.usedBy]).toEqual([
          409,
          'in-use',
          [{ kind: 'appointment' }],
        ])
      }
    }
    expect((await stored())?.offices).toHaveLength(1)
  })

  it('drops counters that nobody has come to, with their closures', async () => {
    await change(app, closing({ from: monday, to: monday, group: 'schalter' }))
    const gone = { subject: 'group', id: 'schalter', office: 'rathaus', group: null } as const
    expect((await change(app, gone)).status).toBe(200)
    expect((await stored())?.offices[0]).toMatchObject({ groups: [], closures: [] })
  })

  it('can be repaired although something else in it is wrong', async () => {
    const file = (await stored())!
    const colours = { primary: '#ffcc00', primaryDark: '#222222' }
    const settings = { tenant: { ...file.tenant, colours }, appointments: file.appointments }
    await app.deps.db
      .updateTable('tenant')
      .set({ settings: JSON.stringify(settings), revision: 2 })
      .execute()
    expect((await change(app, opening({ to: '13:00' }))).status).toBe(200)
    const mended = { primary: '#004b76', primaryDark: '#9fd3f5' }
    const saved = await change(app, { subject: 'settings', settings: { colours: mended } })
    expect(saved.body.configuration.settings.colours).toEqual(mended)
  })

  it('is kept in the audit, by whom and what, without free text', async () => {
    await change(app, opening({ to: '13:00' }))
    await change(app, {
      subject: 'settings',
      settings: { imprint: { de: ['Frau Beispiel, Zimmer 7'] } },
    })
    const rows = await app.deps.db
      .selectFrom('audit_event')
      .select(['actor', 'action', 'subject', 'details'])
      .where('action', '=', 'configuration-changed')
      .execute()
    const events = rows.map(({ details, ...row }) => ({
      ...row,
      ...(JSON.parse(details) as object),
    }))
    expect(events).toContainEqual({
      actor: 'staff:admin-1',
      action: 'configuration-changed',
      subject: 'opening:schalter',
      before: 'offices.rathaus.groups.schalter.opening.0.to=12:00',
      after: 'offices.rathaus.groups.schalter.opening.0.to=13:00',
      people: 0,
    })
    expect(events).toContainEqual(
      expect.objectContaining({ subject: 'settings', after: 'tenant.imprint.de.0=…' }),
    )
  })

  it('shows an uploaded crest at an address of its own, where nothing can run', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>1</script></svg>'
    const { body } = await change(app, { subject: 'crest', svg })
    const address = body.configuration.tenant.crest!
    expect(address).toMatch(/^\/crests\/teststadt-[0-9a-f]{12}\.svg$/)
    const picture = await app.fetch(address)
    expect(picture.headers.get('content-type')).toBe('image/svg+xml')
    expect(picture.headers.get('content-security-policy')).toContain('sandbox')
    expect(await picture.text()).not.toContain('script')
    expect((await app.get<{ crest: string }>('/api/teststadt')).body.crest).toBe(address)
    expect((await app.fetch('/crests/teststadt-000000000000.svg')).status).toBe(404)
    const gone = await change(app, { subject: 'crest', svg: null })
    expect(gone.body.configuration.tenant.crest).toBeNull()
  })
})

describeOnBothEngines('the preview of a change', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    const two = [{ ...group().opening[0]!, counters: 2, reserve: 1 }]
    app = await openTestApp(engine, {
      towns: [town({ offices: [office({ groups: [group({ opening: two, horizonDays: 13 })] })] })],
    })
    signIn(app, staffMember('admin'))
  })
  afterEach(() => app.close())

  it('counts the places of the days that can be booked', async () => {
    // Ten days of four hours at two counters; visits of 15 and of 30 minutes on the grid.
    const { body } = await preview(app, opening({ counters: 3 }))
    expect(body).toMatchObject({ gained: Math.round((10 * 240) / 22.5), lost: 0, people: [] })
    expect(body.days).toHaveLength(10)
    expect(body.days[0]).toEqual({ date: monday, group: 'schalter', gained: 11, lost: 0 })
    expect(body.until).toBe('2026-12-06')
  })

  it('counts what moves on both sides, and what lies beyond the horizon not at all', async () => {
    const later = await preview(app, opening({ from: '10:00', to: '14:00', counters: 2 }))
    expect(later.body).toMatchObject({ gained: 107, lost: 107 })
    const beyond = await preview(app, opening({ counters: 2, validFrom: '2026-12-07' }))
    expect(beyond.body).toMatchObject({ gained: 0, lost: Math.round((10 * 480) / 22.5) })
    const closure = await preview(app, closing({ from: '2026-12-21', to: '2026-12-31' }))
    expect(closure.body).toMatchObject({ gained: 0, lost: 0, days: [] })
  })

  it('counts a longer horizon, a longer lead and longer visits', async () => {
    const details = {
      name: { de: 'Schalter' },
      gridMinutes: 15,
      leadMinutes: 60,
      horizonDays: 13,
    } as const
    const its = { subject: 'group', id: 'schalter', office: 'rathaus' } as const
    const horizon = await preview(app, { ...its, group: { ...details, horizonDays: 20 } })
    expect(horizon.body).toMatchObject({ gained: 107, lost: 0 })
    const lead = await preview(app, { ...its, group: { ...details, leadMinutes: 1440 } })
    expect(lead.body).toMatchObject({ gained: 0, lost: 21 })
    const service = { channels: ['appointment'] as ['appointment'], minutes: 45 }
    const visits = await preview(app, { subject: 'service', id: 'ausweis', service })
    expect(visits.body).toMatchObject({ gained: 0, people: [] })
    expect(visits.body.lost).toBe(Math.round(4800 / 22.5 - 4800 / 37.5))
  })

  it('names who would lose a place: those who came last, and nothing more about them', async () => {
    const first = await book(app)
    app.clock.advanceMinutes(1)
    const second = await book(app)
    app.clock.advanceMinutes(1)
    const later = await book(app, { start: '09:00', date: '2026-11-25' })
    expect((await preview(app, opening({ counters: 1, reserve: 1 }))).body.people).toEqual([])
    const { body } = await preview(app, opening({ counters: 1 }))
    expect(body.people).toEqual([
      {
        id: second.id,
        date: tuesday,
        start: '09:00',
        services: ['Personalausweis beantragen'],
        name: 'Łucja Özdemir-D’Angelo',
        hasEmail: true,
      },
    ])
    const none = await preview(app, opening({ days: ['mon'], counters: 2 }))
    expect(none.body.people.map(({ id }) => id)).toEqual([first.id, second.id, later.id])
  })

  it('names nobody who is in already, has been here, or has cancelled', async () => {
    const inside = await book(app, { date: monday, start: '08:00' })
    const { token } = await book(app)
    await app.post('/api/teststadt/appointments/cancel', { token })
    await app.post(`${staff}/appointments/${inside.id}/check-in`, { anyway: true })
    const late = await book(app, { date: monday, start: '08:30' })
    expect((await preview(app, closing({ from: monday, to: tuesday }))).body.people).toMatchObject([
      { id: late.id },
    ])
    app.clock.set('2026-11-23T07:31:00.000Z')
    expect((await preview(app, closing({ from: monday, to: monday }))).body.people).toEqual([])
  })

  it('names those whose services would no longer be done there', async () => {
    await book(app)
    const pass = await book(app, { services: [{ slug: 'pass', persons: 1 }] })
    const only = {
      subject: 'group-services',
      id: 'schalter',
      services: [{ id: 'ausweis' }],
    } as const
    const { body } = await preview(app, { ...only, services: [...only.services] })
    expect(body.people.map(({ id }) => id)).toEqual([pass.id])
  })

  it('must have been seen before the change is saved, as it is at that moment', async () => {
    await book(app)
    const wanted = closing({ from: tuesday, to: tuesday })
    const unseen = await change(app, wanted)
    expect([unseen.status, unseen.error?.code]).toEqual([409, 'consequences-changed'])
    const { acknowledge } = (await preview(app, wanted)).body
    await reserve(app)
    const body = { revision: 1, change: wanted, acknowledged: acknowledge }
    const outdated = await app.post(`${staff}/configuration/changes`, body)
    expect(outdated.error?.code).toBe('consequences-changed')
    expect((await readConfiguration(app)).revision).toBe(1)
    const saved = await changeKnowingly(app, wanted)
    expect([saved.status, saved.body.people]).toEqual([200, 2])
  })

  it('changes nothing', async () => {
    await book(app)
    await preview(app, closing({ from: tuesday, to: tuesday }))
    expect((await readConfiguration(app)).revision).toBe(1)
    expect(await app.replacementMails()).toEqual([])
  })
})

import { afterEach, beforeEach, expect, it } from 'vitest'
import type { StaffMember } from '#server/staff/staff-member.ts'
import type { InvitePerson, People, Person } from '#shared/contracts/people.ts'
import type { Role } from '#shared/contracts/staff.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { addStaff, openBrowser } from '../support/browser-session.ts'
import { signIn } from '../support/staff.ts'
import { town } from '../support/town.ts'

const people = '/api/teststadt/staff/people'

describeOnBothEngines('the people of a municipality', (engine) => {
  let app: TestApp
  let admin: StaffMember
  beforeEach(async () => {
    const { tenant } = town()
    const neighbour = town({ tenant: { ...tenant, slug: 'nachbarstadt', name: 'Nachbarstadt' } })
    app = await openTestApp(engine, { towns: [town(), neighbour] })
    admin = await addStaff(app, 'verwaltung@teststadt.example', ['admin'])
    signIn(app, admin)
  })
  afterEach(() => app.close())

  const list = async () => (await app.get<People>(people)).body.people
  const invite = (changes: Partial<InvitePerson> = {}) =>
    app.post<Person>(people, {
      name: 'Łucja Özdemir',
      email: 'Lucja@teststadt.example',
      roles: ['clerk', 'editor', 'clerk'],
      lang: 'de',
      ...changes,
    })
  const setRoles = (id: string, ...roles: Role[]) => app.post(`${people}/${id}/roles`, { roles })
  const disable = (id: string) => app.post<Person>(`${people}/${id}/disable`, {})

  it('are listed by name with their roles here', async () => {
    await addStaff(app, 'anna@teststadt.example', ['clerk'], ['editor', 'nachbarstadt'])
    await addStaff(app, 'fremd@nachbarstadt.example', ['clerk', 'nachbarstadt'])
    expect(await list()).toMatchObject([
      { name: 'anna', roles: ['clerk'], state: 'active', mayDisable: false },
      { name: 'verwaltung', roles: ['admin'], hasSecondFactor: false, mayDisable: true },
    ])
  })

  it('are invited by mail, with each role once', async () => {
    const { status, body } = await invite()
    expect(status).toBe(201)
    expect(body).toMatchObject({
      name: 'Łucja Özdemir',
      email: 'lucja@teststadt.example',
      roles: ['clerk', 'editor'],
      state: 'invited',
    })
    expect(await app.staffMails()).toMatchObject([
      { kind: 'staff-activation', to: 'lucja@teststadt.example', name: 'Łucja Özdemir' },
    ])
    const again = await app.post<Person>(`${people}/${body.id}/resend`, { lang: 'en' })
    expect(again.status).toBe(200)
    expect(await app.staffMails()).toMatchObject([{ kind: 'staff-activation', lang: 'en' }])
  })

  it('keep name and password when a second municipality invites them', async () => {
    const anna = await addStaff(app, 'anna@teststadt.example', ['clerk', 'nachbarstadt'])
    const { body } = await invite({ email: 'anna@teststadt.example', name: 'Anders' })
    expect(body).toMatchObject({ id: anna.id, name: 'anna', roles: ['clerk', 'editor'] })
    expect(await app.staffMails()).toMatchObject([{ kind: 'staff-added', tenantId: 'teststadt' }])
    const browser = openBrowser(app)
    expect((await browser.signIn('anna@teststadt.example')).status).toBe(200)
    expect((await app.post(`${people}/${anna.id}/resend`, { lang: 'de' })).error?.code).toBe(
      'state-conflict',
    )
  })

  it('are refused with what is wrong', async () => {
    const { error } = await invite({ name: ' ', email: 'keine', roles: [] })
    expect(error?.fields).toEqual({ name: 'required', email: 'email-invalid', roles: 'required' })
    expect((await invite({ roles: ['king' as Role] })).error?.code).toBe('invalid-input')
    expect(await list()).toHaveLength(1)
  })

  it('lose what they may with their roles, and all access with the last one', async () => {
    const anna = await addStaff(app, 'anna@teststadt.example', ['clerk'])
    app.deps.identifyStaff = async () => admin
    expect((await setRoles(anna.id, 'editor', 'agent')).status).toBe(200)
    expect(await list()).toMatchObject([{ roles: ['agent', 'editor'] }, { roles: ['admin'] }])
    await setRoles(anna.id)
    expect(await list()).toHaveLength(1)
    expect((await openBrowser(app).signIn('anna@teststadt.example')).status).toBe(401)
    expect((await setRoles(anna.id, 'clerk')).error?.code).toBe('not-found')
    // The records still know the name, and who comes back begins anew.
    const { body } = await invite({ email: 'anna@teststadt.example' })
    expect(body).toMatchObject({ id: anna.id, name: 'anna', state: 'invited' })
  })

  it('keep their access elsewhere', async () => {
    const both = await addStaff(app, 'anna@teststadt.example', ['clerk'], ['clerk', 'nachbarstadt'])
    expect((await disable(both.id)).error?.code).toBe('forbidden')
    const reset = await app.post(`${people}/${both.id}/reset-second-factor`, {})
    expect(reset.error?.code).toBe('forbidden')
    await setRoles(both.id)
    expect((await openBrowser(app).signIn('anna@teststadt.example')).status).toBe(200)
    signIn(app, {
      id: admin.id,
      roles: [...admin.roles, { tenantId: 'nachbarstadt', role: 'admin' }],
    })
    await app.post('/api/nachbarstadt/staff/people', {
      name: 'x',
      email: 'verwaltung@teststadt.example',
      roles: ['admin'],
      lang: 'de',
    })
    expect((await app.post(`/api/nachbarstadt/staff/people/${both.id}/disable`, {})).status).toBe(
      200,
    )
  })

  it('that were disabled are still listed, and can be let in again', async () => {
    const anna = await addStaff(app, 'anna@teststadt.example', ['clerk'])
    expect((await disable(anna.id)).body.state).toBe('disabled')
    const { body } = await app.post<Person>(`${people}/${anna.id}/enable`, {})
    expect(body.state).toBe('active')
  })

  it('get a new start when they have lost their second factor', async () => {
    const other = await addStaff(app, 'zweite@teststadt.example', ['admin'])
    await app.deps.db
      .updateTable('staff')
      .set({ second_factor: 1 })
      .where('id', '=', other.id)
      .execute()
    expect(await list()).toMatchObject([{}, { hasSecondFactor: true }])
    const { body } = await app.post<Person>(`${people}/${other.id}/reset-second-factor`, {})
    expect(body.hasSecondFactor).toBe(false)
    expect((await openBrowser(app).signIn('zweite@teststadt.example')).body.state).toBe('signed-in')
  })

  it('always keep somebody who can administer', async () => {
    expect((await setRoles(admin.id, 'clerk')).error?.code).toBe('last-admin')
    expect((await setRoles(admin.id)).error?.code).toBe('last-admin')
    expect((await disable(admin.id)).error?.code).toBe('last-admin')
    // Who has been invited but never came cannot administer yet.
    await invite({ roles: ['admin'] })
    expect((await setRoles(admin.id, 'clerk')).error?.code).toBe('last-admin')
    expect(await list()).toMatchObject([
      { state: 'invited' },
      { roles: ['admin'], state: 'active' },
    ])
    await addStaff(app, 'zweite@teststadt.example', ['admin'])
    expect((await setRoles(admin.id, 'clerk')).status).toBe(200)
  })

  it('keep one admin when two take the right from each other at once', async () => {
    const other = await addStaff(app, 'zweite@teststadt.example', ['admin'])
    const answers = await Promise.all([setRoles(admin.id, 'clerk'), setRoles(other.id, 'clerk')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const admins = (await list()).filter(({ roles }) => roles.includes('admin'))
    expect(admins).toHaveLength(1)
  })
})

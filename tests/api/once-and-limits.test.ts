import { afterEach, beforeEach, expect, it } from 'vitest'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/sha'
import type { Challenge } from 'altcha-lib/types'
import type { Placed } from '#shared/contracts/appointments.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { book, reserve, wish } from '../support/wishes.ts'

const appointments = '/api/teststadt/appointments'

describeOnBothEngines('a request that is sent twice', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
  })
  afterEach(() => app.close())

  const place = (body: object, key: string) =>
    app.post<Placed>(appointments, body, { 'Idempotency-Key': key })

  it('takes effect once and gets the same answer', async () => {
    const body = wish()
    const first = await place(body, 'one')
    const second = await place(body, 'one')
    expect(second.status).toBe(201)
    expect(second.body).toEqual(first.body)
    expect(await app.mails()).toHaveLength(1)
  })

  it('is refused if its key came with another body', async () => {
    await place(wish(), 'one')
    const { status, error } = await place(wish({ start: '10:00' }), 'one')
    expect([status, error?.code]).toEqual([422, 'idempotency-key-reused'])
  })

  it('takes effect once even if both arrive together', async () => {
    const body = wish()
    const answers = await Promise.all([place(body, 'one'), place(body, 'one')])
    const refused = answers.filter(({ status }) => status !== 201)
    expect(refused.every(({ error }) => error?.code === 'request-in-flight')).toBe(true)
    expect(refused.length).toBeLessThan(2)
    expect(await app.mails()).toHaveLength(1)
  })

  it('may be sent again with the same key when it was refused', async () => {
    const { token } = await reserve(app)
    const body = wish()
    expect((await place(body, 'one')).status).toBe(409)
    await app.post(`${appointments}/confirm`, { token })
    await app.post(`${appointments}/cancel`, { token })
    app.clock.advanceMinutes(16)
    expect((await place(body, 'one')).status).toBe(201)
  })

  it('keeps no token in the database', async () => {
    const { body } = await place(wish(), 'one')
    const secret = body.holdToken.split('.')[1]!
    const rows = await app.deps.db.selectFrom('idempotent_answer').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(secret)
  })
})

describeOnBothEngines('limits', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
  })
  afterEach(() => app.close())

  it('lets one address hold two appointments for a service, however it is spelled', async () => {
    await book(app, { start: '08:00', email: 'Ada@Müller.example' })
    await reserve(app, { start: '08:15', email: 'ada+termin@xn--mller-kva.example' })
    const third = await app.post(appointments, wish({ email: 'ada@müller.example' }))
    expect([third.status, third.error?.code]).toEqual([409, 'limit-reached'])
    const other = { email: 'ada@müller.example', services: [{ slug: 'pass', persons: 1 }] }
    expect((await app.post(appointments, wish(other))).status).toBe(201)
  })

  it('counts an address also when a booking is corrected to it', async () => {
    const email = 'voll@post.example'
    await reserve(app, { email, start: '08:00' })
    await reserve(app, { email, start: '08:15' })
    const { holdToken: token } = await reserve(app, { start: '08:30' })
    const refused = await app.post(`${appointments}/resend`, { token, email })
    expect(refused.error?.code).toBe('limit-reached')
  })

  it('lets two bookings of one address at once not pass the limit together', async () => {
    const email = 'eilig@post.example'
    const starts = ['08:00', '08:15', '08:30', '08:45', '09:00']
    const answers = await Promise.all(
      starts.map((start) => app.post(appointments, wish({ email, start }))),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
  })

  it('lets one address make five holds an hour', async () => {
    const email = 'unruhig@post.example'
    for (const start of ['09:00', '09:15', '09:30', '09:45', '10:00']) {
      const { holdToken } = await reserve(app, { email, start })
      await app.post(`${appointments}/cancel`, { token: holdToken })
      app.clock.advanceMinutes(3)
    }
    const sixth = await app.post(appointments, wish({ email, start: '08:00' }))
    expect(sixth.error?.code).toBe('limit-reached')
    app.clock.advanceMinutes(60)
    expect((await app.post(appointments, wish({ email, start: '08:00' }))).status).toBe(201)
  })

  it('asks a busy address for a proof of work, and accepts each proof once', async () => {
    await app.close()
    app = await openTestApp(engine, { policies: { hold: { most: 1, perSeconds: 3600 } } })
    await reserve(app, { start: '08:00' })
    const asked = await app.post(appointments, wish({ start: '08:15' }))
    expect([asked.status, asked.error?.code]).toEqual([403, 'proof-required'])

    const challenge = asked.error?.challenge as unknown as Challenge
    const solution = await solveChallenge({ challenge, deriveKey })
    const proof = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
    expect((await app.post(appointments, { ...wish({ start: '08:15' }), proof })).status).toBe(201)
    const again = await app.post(appointments, { ...wish({ start: '08:30' }), proof })
    expect(again.error?.code).toBe('proof-required')
    const forged = await app.post(appointments, { ...wish({ start: '08:30' }), proof: 'e30=' })
    expect(forged.error?.code).toBe('proof-required')
  })

  it('stops a caller that writes too much, and says for how long', async () => {
    await app.close()
    app = await openTestApp(engine, { policies: { write: { most: 2, perSeconds: 60 } } })
    await reserve(app, { start: '08:00' })
    await reserve(app, { start: '08:15' })
    const refused = await app.post(appointments, wish({ start: '08:30' }))
    expect(refused.status).toBe(429)
    expect(refused.headers.get('Retry-After')).toBe('60')
  })

  it('stops sending the same mail again and again', async () => {
    const { holdToken: token } = await reserve(app)
    for (let round = 0; round < 5; round++) await app.post(`${appointments}/resend`, { token })
    expect((await app.post(`${appointments}/resend`, { token })).status).toBe(429)
  })
})

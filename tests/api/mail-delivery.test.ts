import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deliverNext } from '#server/mail/deliver.ts'
import { startDispatcher } from '#server/mail/dispatcher.ts'
import { enqueueMail } from '#server/mail/outbox.ts'
import type { SmtpTimeouts } from '#server/mail/smtp-transport.ts'
import { type Transport, createTransport } from '#server/mail/transport.ts'
import { addMinutes } from '#shared/domain/local-time.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { aMail } from '../unit/mail/a-mail.ts'
import { type MailServer, startMailServer } from './mail-server.ts'

const quick: SmtpTimeouts = { connect: 500, greet: 500, silence: 300, total: 2000 }

describeOnBothEngines('the outbox', (engine) => {
  let app: TestApp
  let server: MailServer
  let transport: Transport

  beforeEach(async () => {
    app = await openTestApp(engine, { towns: [] })
    server = await startMailServer()
    transport = smtp(server.url)
  })
  afterEach(async () => {
    transport.close()
    await server.stop()
    await app.close()
  })

  const smtp = (url: string, mode: 'demo' | 'production' = 'demo') =>
    createTransport({ ...app.deps.config, smtpUrl: url, mode }, { timeouts: quick })

  const enqueue = (changes: Parameters<typeof aMail>[0] = {}) =>
    app.deps.db.transaction().execute((trx) => enqueueMail(trx, app.deps, aMail(changes)))

  const rows = () => app.deps.db.selectFrom('outbox_mail').selectAll().execute()
  const onlyRow = async () => (await rows())[0]!
  /** Without scatter, so that due times can be told. */
  const deliver = () => deliverNext(app.deps, transport, () => 0.5)

  it('sends what was committed, once, and keeps nothing of it', async () => {
    await enqueue()
    expect(await deliver()).toBe(true)
    expect(await deliver()).toBe(false)
    expect(server.received).toHaveLength(1)
    expect(server.received[0]?.recipients).toEqual(['maria.mueller@example.org'])
    const row = await onlyRow()
    expect(row).toMatchObject({ state: 'sent', sealed: '', attempts: 1, last_error: null })
    expect(server.received[0]?.mail.messageId).toBe(row.message_id)
  })

  it('sends nothing of a transaction that was rolled back', async () => {
    const rolledBack = app.deps.db.transaction().execute(async (trx) => {
      await enqueueMail(trx, app.deps, aMail())
      throw new Error('rolled back')
    })
    await expect(rolledBack).rejects.toThrow('rolled back')
    expect(await deliver()).toBe(false)
  })

  it('waits half a minute, then one, two, four … while the server is down', async () => {
    await server.stop()
    await enqueue()
    for (const minutes of [0.5, 1, 2, 4, 8, 16, 32, 60, 60]) {
      expect(await deliver()).toBe(true)
      const row = await onlyRow()
      expect(row).toMatchObject({ state: 'waiting', last_error: 'ECONNREFUSED' })
      expect(row.due_at).toBe(addMinutes(app.clock.now(), minutes))
      app.clock.advanceMinutes(minutes - 0.01)
      expect(await deliver()).toBe(false)
      app.clock.advanceMinutes(0.01)
    }
  })

  it('gives up after three days, and staff still see what it was', async () => {
    await server.stop()
    await enqueue()
    app.clock.advanceMinutes(3 * 24 * 60)
    await deliver()
    const row = await onlyRow()
    expect(row).toMatchObject({ state: 'failed', last_error: 'ECONNREFUSED' })
    expect(JSON.parse(app.deps.keys.open(row.sealed))).toMatchObject({ reference: 'K7M-4PXQ' })
  })

  it.each([
    { at: 'greeting', code: 421 },
    { at: 'greeting', code: 554 },
    { at: 'sender', code: 550 },
    { at: 'recipient', code: 421 },
    { at: 'recipient', code: 450 },
    { at: 'content', code: 451 },
  ] as const)('tries again after $code to the $at, and then it arrives', async ({ at, code }) => {
    server.mood = { does: 'refuse', at, code }
    await enqueue()
    await deliver()
    const row = await onlyRow()
    expect(row.state).toBe('waiting')
    expect(row.last_error).toMatch(new RegExp(`^${code}( 5\\.1\\.1)?$`))
    server.mood = { does: 'accept' }
    app.clock.advanceMinutes(1)
    await deliver()
    expect((await onlyRow()).state).toBe('sent')
    expect(server.received.at(-1)?.mail.messageId).toBe(row.message_id)
  })

  it.each([
    { at: 'recipient', code: 550 },
    { at: 'recipient', code: 553 },
    { at: 'content', code: 554 },
  ] as const)('shows $code to the $at as final, without an address', async ({ at, code }) => {
    server.mood = { does: 'refuse', at, code }
    await enqueue()
    await deliver()
    const row = await onlyRow()
    expect(row).toMatchObject({ state: 'failed', last_error: `${code} 5.1.1` })
    app.clock.advanceMinutes(120)
    expect(await deliver()).toBe(false)
  })

  it('ends a stall in DATA, and sends the same Message-ID again', async () => {
    server.mood = { does: 'stall' }
    await enqueue()
    await deliver()
    expect(await onlyRow()).toMatchObject({ state: 'waiting', last_error: 'ETIMEDOUT' })
    server.mood = { does: 'accept' }
    app.clock.advanceMinutes(1)
    await deliver()
    expect(await onlyRow()).toMatchObject({ state: 'sent', attempts: 2 })
    expect(new Set(server.received.map(({ mail }) => mail.messageId)).size).toBe(1)
  })

  it('sends again with the same Message-ID when no answer came after the final dot', async () => {
    server.mood = { does: 'drop-after-dot' }
    await enqueue()
    await deliver()
    expect(server.received).toHaveLength(1)
    expect(await onlyRow()).toMatchObject({ state: 'waiting', attempts: 1 })
    server.mood = { does: 'accept' }
    app.clock.advanceMinutes(1)
    await deliver()
    expect(server.received).toHaveLength(2)
    expect(server.received[1]?.mail.messageId).toBe(server.received[0]?.mail.messageId)
    expect(server.received[1]?.mail.html).toBe(server.received[0]?.mail.html)
    expect((await onlyRow()).state).toBe('sent')
  })

  it('gives no mail to a server with a wrong certificate, or without any in production', async () => {
    const selfSigned = await startMailServer({ disabledCommands: ['AUTH'] })
    for (const url of [selfSigned.url, server.url]) {
      transport.close()
      transport = smtp(url, 'production')
      await enqueue()
      await deliver()
    }
    const all = await rows()
    expect(all.map(({ state }) => state)).toEqual(['waiting', 'waiting'])
    expect(all.every(({ last_error: code }) => code !== null && code !== 'unknown')).toBe(true)
    expect([...selfSigned.received, ...server.received]).toEqual([])
    await selfSigned.stop()
  })

  it('drops a mail whose time is over, with all it held', async () => {
    await enqueue({ kind: 'confirm', validUntil: addMinutes(app.clock.now(), 60) })
    app.clock.advanceMinutes(60)
    await deliver()
    expect(await onlyRow()).toMatchObject({ state: 'failed', last_error: 'outdated', sealed: '' })
    expect(server.received).toEqual([])
  })

  it('shows an address that no server can reach as final', async () => {
    await enqueue({ to: 'maria@example.org>, <eve@example.org' })
    await deliver()
    expect(await onlyRow()).toMatchObject({ state: 'failed', last_error: 'EENVELOPE' })
    expect(server.received).toEqual([])
  })

  it('shows a mail sealed with another key as failed, and goes on', async () => {
    await enqueue()
    await app.deps.db.updateTable('outbox_mail').set({ sealed: 'AAAA' }).execute()
    await deliver()
    expect(await onlyRow()).toMatchObject({ state: 'failed', last_error: 'unreadable' })
  })

  it('takes over a mail whose dispatcher died, after its lease', async () => {
    await enqueue()
    const dying: Transport = { send: () => new Promise(() => {}), close() {} }
    void deliverNext(app.deps, dying)
    await expect.poll(async () => (await onlyRow()).attempts).toBe(1)
    expect(await deliver()).toBe(false)
    app.clock.advanceMinutes(2)
    await deliver()
    expect(await onlyRow()).toMatchObject({ state: 'sent', attempts: 2 })
  })

  it('lets a dispatcher that lost its lease not spoil the later try', async () => {
    await enqueue()
    let fail: (error: Error) => void = () => {}
    const slow: Transport = { send: () => new Promise((_, no) => (fail = no)), close() {} }
    const late = deliverNext(app.deps, slow)
    await expect.poll(async () => (await onlyRow()).attempts).toBe(1)
    app.clock.advanceMinutes(2)
    server.mood = { does: 'refuse', at: 'recipient', code: 450 }
    await deliver()
    fail(Object.assign(new Error(), { responseCode: 550, command: 'RCPT TO' }))
    await late
    expect(await onlyRow()).toMatchObject({ state: 'waiting', last_error: '450 5.1.1' })
  })

  it('gives each of 60 mails to one of two dispatchers', async () => {
    for (let count = 0; count < 60; count += 1) await enqueue()
    const other = smtp(server.url)
    const dispatchers = [startDispatcher(app.deps, transport), startDispatcher(app.deps, other)]
    const tries = await Promise.all(dispatchers.map((dispatcher) => dispatcher.runOnce()))
    await expect.poll(() => server.received.length).toBe(60)
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()))
    other.close()
    expect(tries.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(60)
    expect(new Set(server.received.map(({ mail }) => mail.messageId)).size).toBe(60)
    expect((await rows()).every(({ state, attempts }) => state === 'sent' && attempts === 1)).toBe(
      true,
    )
  })

  describe('its dispatcher', () => {
    it('sends at once when it is woken', async () => {
      const dispatcher = startDispatcher(app.deps, transport)
      await dispatcher.runOnce()
      await enqueue()
      dispatcher.wake()
      await expect.poll(() => server.received.length, { timeout: 2000 }).toBe(1)
      await dispatcher.stop()
    })

    it('finishes the mail under way when it is stopped, and begins no other', async () => {
      await enqueue()
      await enqueue()
      let accept = () => {}
      const slow: Transport = { send: () => new Promise((yes) => (accept = yes)), close() {} }
      const dispatcher = startDispatcher(app.deps, slow, { lanes: 1 })
      await expect.poll(async () => (await rows()).some((row) => row.attempts === 1)).toBe(true)
      const stopped = dispatcher.stop()
      accept()
      await stopped
      expect((await rows()).map(({ state }) => state).sort()).toEqual(['sent', 'waiting'])
    })
  })
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LogFields } from '#server/log.ts'
import { deliverNext } from '#server/mail/deliver.ts'
import { createTransport } from '#server/mail/transport.ts'
import { type MailReaders, startMailReaders } from '#server/requests/inbound/imap-reader.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { type ImapMailbox, startImapServer } from '../support/imap-server.ts'
import {
  attached,
  message,
  multipart,
  signedAddress,
  textPart,
  townWithMail,
} from '../support/incoming.ts'
import { writeAndConfirm } from '../support/requests.ts'
import { startMailServer } from './mail-server.ts'

describeOnBothEngines('a mailbox that is read over IMAP', (engine) => {
  let app: TestApp
  let mailbox: ImapMailbox
  let readers: MailReaders[]
  let lines: { event: string; fields: LogFields }[]
  beforeEach(async () => {
    app = await openTestApp(engine, { towns: [townWithMail()] })
    // The server of the mailbox has the day of today.
    app.clock.set(new Date().toISOString())
    mailbox = await startImapServer()
    readers = []
    lines = []
    const note = (event: string, fields: LogFields = {}) => void lines.push({ event, fields })
    app.deps.log = { debug: note, info: note, warn: note, error: note }
  })
  afterEach(async () => {
    await Promise.all(readers.map((reader) => reader.stop()))
    await mailbox.stop()
    await app.close()
  })

  /** Reads as a process does, and waits until it has found its place. */
  async function read(isLive = true) {
    app.deps.config.imap = [mailbox.account(isLive)]
    readers.push(startMailReaders(app.deps, { pause: 40, retry: 20 }))
    if (isLive) await eventually(async () => expect(await boxes()).toHaveLength(1))
    else await new Promise((resolve) => setTimeout(resolve, 400))
  }
  const stopReading = () => Promise.all(readers.splice(0).map((reader) => reader.stop()))
  const eventually = (check: () => Promise<void> | void) =>
    vi.waitFor(check, { timeout: 10_000, interval: 40 })
  const boxes = () => app.deps.db.selectFrom('imap_box').selectAll().execute()
  const verdicts = async () =>
    (
      await app.deps.db.selectFrom('inbound_mail').select('verdict').orderBy('verdict').execute()
    ).map(({ verdict }) => verdict)
  const repliesTo = async (id: string) =>
    (
      await app.deps.db
        .selectFrom('request_event')
        .select('text')
        .where('request_id', '=', id)
        .where('kind', '=', 'replied')
        .execute()
    ).map(({ text }) => text)

  it('gives replies to their requests, and leaves to people what is theirs', async () => {
    const { id, wish } = await writeAndConfirm(app)
    const To = await signedAddress(app, id, 'resident')
    await read()
    mailbox.append(message({ From: wish.email, To }, 'Nummer 7.'))
    mailbox.append(message({ From: wish.email, To, 'Auto-Submitted': 'auto-replied' }))
    mailbox.append(message({ From: 'fremd@post.example' }, 'Etwas Neues'))
    await eventually(async () =>
      expect(await verdicts()).toEqual(['automatic', 'opened', 'replied']),
    )
    expect(await repliesTo(id)).toEqual(['Nummer 7.'])
    // What lay there before, and what a program wrote, stay unread.
    await eventually(() => expect(mailbox.flags()).toEqual([[], ['\\Seen'], [], ['\\Seen']]))
    expect(JSON.stringify(lines)).not.toMatch(/post\.example|Nummer|anliegen\+/)
  })

  it('brings the answer to a mail that went out over SMTP, and the thread holds', async () => {
    const smtp = await startMailServer()
    const transport = createTransport({ ...app.deps.config, smtpUrl: smtp.url, mode: 'demo' })
    const deliver = async () => {
      while (await deliverNext(app.deps, transport));
    }
    await read()
    const { id, wish } = await writeAndConfirm(app)
    await deliver()
    const { mail } = smtp.received.findLast(({ recipients }) => recipients[0] === wish.email)!
    const answered = { 'In-Reply-To': mail.messageId!, References: mail.messageId! }
    const To = mail.replyTo!.value[0]!.address!
    mailbox.append(message({ From: wish.email, To, ...answered, 'Message-ID': '<7@post.example>' }))
    await eventually(async () => expect(await repliesTo(id)).toHaveLength(1))
    smtp.received.length = 0
    await deliver()
    const passedOn = smtp.received.find(({ recipients }) => recipients[0]?.startsWith('info@'))!
    expect(passedOn.mail.text).toContain('> Guten Tag')
    expect(passedOn.mail.replyTo?.value[0]?.address).not.toBe(To)
    transport.close()
    await smtp.stop()
  })

  it('moves what it has taken in to another folder, if there is to be one', async () => {
    app.deps.config.imapMoveTo = 'Erledigt'
    await read()
    mailbox.append(message({}))
    await eventually(() => expect(mailbox.flags('Erledigt')).toEqual([['\\Seen']]))
    expect(mailbox.flags()).toEqual([[]])
  })

  it('is only looked at in shadow mode: the log tells what would be done', async () => {
    const { id, wish } = await writeAndConfirm(app)
    const To = await signedAddress(app, id, 'resident')
    await read(false)
    mailbox.append(message({ From: wish.email, To }, 'Nummer 7.'))
    mailbox.append(message({ Precedence: 'bulk' }))
    const shadow = () => lines.filter(({ event }) => event === 'mail-in-shadow')
    await eventually(() => expect(shadow()).toHaveLength(2))
    expect(shadow().map(({ fields }) => fields)).toEqual([
      { tenant: 'teststadt', verdict: 'replied', reason: null },
      { tenant: 'teststadt', verdict: 'automatic', reason: 'precedence' },
    ])
    expect(mailbox.flags()).toEqual([[], [], []])
    expect([await verdicts(), await boxes(), await repliesTo(id)]).toEqual([[], [], []])
  })

  it('gives every message once: to two processes, after a restart, and with new numbers', async () => {
    const { id, wish } = await writeAndConfirm(app)
    const To = await signedAddress(app, id, 'resident')
    await read()
    await read()
    for (const number of [1, 2, 3])
      mailbox.append(message({ From: wish.email, To }, `Nr. ${number}`))
    await eventually(async () => expect(await repliesTo(id)).toHaveLength(3))
    await stopReading()
    mailbox.append(message({ From: wish.email, To }, 'Nr. 4'))
    await read()
    await eventually(async () => expect(await repliesTo(id)).toHaveLength(4))
    await stopReading()
    mailbox.renumber()
    mailbox.append(message({ From: wish.email, To }, 'Nr. 5'))
    await read()
    await eventually(async () => expect(await repliesTo(id)).toHaveLength(5))
    await stopReading()
    expect((await repliesTo(id)).sort()).toEqual([1, 2, 3, 4, 5].map((number) => `Nr. ${number}`))
  })

  it('is read again when the connection, the server or the password is back', async () => {
    await read()
    mailbox.hangUp()
    mailbox.append(message({}, 'Eins'))
    await eventually(async () => expect(await verdicts()).toHaveLength(1))
    const { port } = mailbox.account(true)
    await mailbox.stop()
    await eventually(() =>
      expect(lines.filter(({ event }) => event === 'mailbox-not-read').length).toBeGreaterThan(1),
    )
    mailbox = await startImapServer(port, 2)
    await eventually(() => expect(lines.length).toBeGreaterThan(0))
    mailbox.append(message({}, 'Zwei'))
    await eventually(async () => expect(await verdicts()).toHaveLength(2))
    await stopReading()
    app.deps.config.imap = [{ ...mailbox.account(true), password: 'falsch' }]
    lines.length = 0
    readers.push(startMailReaders(app.deps, { pause: 40, retry: 20 }))
    await eventually(() =>
      expect(lines[0]?.fields).toEqual({ tenant: 'teststadt', error: 'sign-in-refused' }),
    )
  })

  it('keeps what cannot be taken in now, and hands it over again', async () => {
    await read()
    for (let count = 0; count < 12; count++) mailbox.append(message({}, `Nummer ${count}`))
    await eventually(async () => expect(await verdicts()).toHaveLength(10))
    const unseen = () => mailbox.flags().filter((flags) => flags.length === 0).length
    await eventually(() => expect(unseen()).toBe(3))
    app.clock.advanceMinutes(61)
    await eventually(async () => expect(await verdicts()).toHaveLength(12))
    await eventually(() => expect(unseen()).toBe(1))
  })

  it('hands over the beginning of what is too large', async () => {
    app.deps.config.mailInMaxBytes = 64 * 1024
    await read()
    const body = multipart([
      textPart('Anbei der Film.'),
      attached(Buffer.alloc(300 * 1024, 1), 'video/mp4', 'film.mp4'),
    ])
    mailbox.append(message({ 'Content-Type': 'multipart/mixed; boundary=teil' }, body))
    await eventually(async () => expect(await verdicts()).toEqual(['opened']))
    const row = await app.deps.db.selectFrom('request').select('text').executeTakeFirstOrThrow()
    expect(row.text).toBe('Anbei der Film.')
  })
})

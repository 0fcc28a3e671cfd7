import { afterEach, beforeEach, expect, it } from 'vitest'
import { deliverNext } from '#server/mail/deliver.ts'
import { type Transport, createTransport } from '#server/mail/transport.ts'
import { noteFailedMail } from '#server/requests/inbound/bounce.ts'
import { type InboundLimits, inboundLimits } from '#server/requests/inbound/judge.ts'
import type { RequestView } from '#shared/contracts/requests.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { message, receive, townWithMail } from '../support/incoming.ts'
import { requests, writeAndConfirm } from '../support/requests.ts'
import { type MailServer, startMailServer } from './mail-server.ts'

describeOnBothEngines('a conversation by mail', (engine) => {
  let app: TestApp
  let server: MailServer
  let transport: Transport
  beforeEach(async () => {
    app = await openTestApp(engine, { towns: [townWithMail()] })
    server = await startMailServer()
    transport = createTransport({ ...app.deps.config, smtpUrl: server.url, mode: 'demo' })
  })
  afterEach(async () => {
    transport.close()
    await server.stop()
    await app.close()
  })

  /** Sends what waits over SMTP, and returns what has arrived since the last call. */
  let seen = 0
  async function arriving() {
    const failed = (row: { tenant_id: string; message_id: string }, code: string) =>
      noteFailedMail(app.deps, row, code)
    while (await deliverNext(app.deps, transport, Math.random, failed));
    const fresh = server.received.slice(seen)
    seen = server.received.length
    return fresh.map(({ mail, recipients, source }) => ({
      to: recipients[0]!,
      replyTo: mail.replyTo?.value[0]?.address ?? '',
      id: mail.messageId!,
      mail,
      source,
    }))
  }
  beforeEach(() => (seen = 0))

  const one = (mails: Awaited<ReturnType<typeof arriving>>, to: string) =>
    mails.findLast((mail) => mail.to === to)!
  const answer = (
    { id, replyTo }: { id: string; replyTo: string },
    from: string,
    text: string,
    headers: Record<string, string> = {},
  ) => message({ From: from, To: replyTo, 'In-Reply-To': id, References: id, ...headers }, text)
  const view = async (token: string) =>
    (await app.post<RequestView>(`${requests}/view`, { token })).body
  const office = 'info@teststadt.example'

  it('goes to and fro between a department and a resident, and nobody signs in', async () => {
    const { id, wish, token } = await writeAndConfirm(app)
    const first = await arriving()
    const [atOffice, atHome] = [one(first, office), one(first, wish.email)]
    // Each answers through us, and sees nothing of the other's way.
    expect(atOffice.replyTo).toMatch(/^anliegen\+[a-z2-7]{42}@teststadt\.example$/)
    expect(atHome.replyTo).not.toBe(atOffice.replyTo)
    expect(atOffice.mail.text).toContain('geht an die Person')

    expect(await receive(app, answer(atOffice, office, 'Welche Hausnummer?'))).toMatchObject({
      verdict: 'answered',
      requestId: id,
    })
    const asked = one(await arriving(), wish.email)
    expect(asked.mail.text).toContain('Welche Hausnummer?')
    expect(asked.replyTo).toBe(atHome.replyTo)
    expect(asked.mail.inReplyTo).toBe(atHome.id)
    expect([asked.mail.references].flat()).toEqual([atHome.id])
    expect(asked.mail.headers.has('auto-submitted')).toBe(false)

    const reply = answer(asked, wish.email, 'Nummer 7.', { 'Message-ID': '<sieben@post.example>' })
    expect((await receive(app, reply)).verdict).toBe('replied')
    const second = await arriving()
    const passedOn = one(second, office)
    expect(passedOn.mail.text).toContain('> Nummer 7.')
    expect(passedOn.mail.references).toContain(atOffice.id)
    expect(passedOn.mail.inReplyTo).not.toBe('<sieben@post.example>')
    expect(passedOn.mail.headers.get('auto-submitted')).toBe('auto-generated')

    await receive(app, answer(passedOn, office, 'Danke, ist repariert.'))
    const last = one(await arriving(), wish.email)
    expect(last.mail.inReplyTo).toBe('<sieben@post.example>')
    expect([last.mail.references].flat()).toEqual([atHome.id, asked.id, '<sieben@post.example>'])
    const { events, state } = await view(token)
    expect(state).toBe('closed')
    expect(events.flatMap(({ kind, text }) => (text ? [[kind, text]] : []))).toEqual([
      ['answered', 'Welche Hausnummer?'],
      ['replied', 'Nummer 7.'],
      ['answered', 'Danke, ist repariert.'],
    ])
  })

  it('still reaches the resident once it is closed, and nobody once it is erased', async () => {
    const { wish, token } = await writeAndConfirm(app)
    const atOffice = one(await arriving(), office)
    await receive(app, answer(atOffice, office, 'Erledigt.'))
    await arriving()
    expect((await receive(app, answer(atOffice, office, 'Und noch das.'))).verdict).toBe('answered')
    expect(one(await arriving(), wish.email).mail.text).toContain('Und noch das.')
    await app.post(`${requests}/withdraw`, { token })
    const [goodbye] = await arriving()
    expect([goodbye?.to, goodbye?.mail.subject]).toEqual([office, expect.stringMatching(/Zurück/)])
    const late = await receive(app, answer(atOffice, office, 'Zu spät.'))
    expect(late.verdict).toBe('refused')
    expect(await arriving()).toEqual([])
  })

  it('shows in the mailbox’s health when its address refuses mail', async () => {
    server.mood = { does: 'refuse', at: 'recipient', code: 550 }
    const { id } = await writeAndConfirm(app)
    await arriving()
    const health = await app.deps.db.selectFrom('mailbox_bounce').selectAll().execute()
    expect(health).toMatchObject([{ mailbox_id: 'info', code: '550 5.1.1' }])
    const steps = await app.deps.db
      .selectFrom('request_event')
      .select(['kind', 'internal'])
      .where('request_id', '=', id)
      .execute()
    expect(steps).toContainEqual({ kind: 'bounced', internal: 1 })
  })

  /** Two programs that answer everything at once, and know nothing of RFC 3834. */
  async function autoRespond(limits: InboundLimits, rounds: number): Promise<number> {
    const { wish } = await writeAndConfirm(app)
    let sent = 0
    for (let round = 0; round < rounds; round++) {
      const mails = await arriving()
      if (mails.length === 0) return sent
      sent += mails.length
      for (const mail of mails) {
        const from = mail.to === wish.email ? wish.email : office
        const text = 'Vielen Dank für Ihre Nachricht. Wir melden uns.'
        await receive(app, answer(mail, from, text), { limits })
        app.clock.advanceMinutes(1)
      }
    }
    return sent
  }

  it('between two programs dies out after a few mails', async () => {
    expect(await autoRespond(inboundLimits, 30)).toBeLessThan(15)
  })

  it('between two programs would go on if the same words were not noticed', async () => {
    const blind = { ...inboundLimits, sameWords: Infinity }
    expect(await autoRespond(blind, 12)).toBeGreaterThan(20)
  })

  it('between two programs that say something else each time dies out too', async () => {
    const { wish } = await writeAndConfirm(app)
    let [sent, waiting] = [0, [] as Buffer[]]
    for (let round = 0; round < 300; round++) {
      const mails = await arriving()
      sent += mails.length
      waiting.push(
        ...mails.map((mail) =>
          answer(mail, mail.to === wish.email ? wish.email : office, `${round} ${mail.to}`),
        ),
      )
      const kept: Buffer[] = []
      for (const raw of waiting) {
        if ((await receive(app, raw)).verdict === 'deferred') kept.push(raw)
      }
      waiting = kept
      app.clock.advanceMinutes(kept.length > 0 ? 61 : 1)
      if (mails.length === 0 && waiting.length === 0) break
    }
    expect([waiting.length, await arriving()]).toEqual([0, []])
    expect(sent).toBeLessThan(4 * inboundLimits.ofSender)
  })
})

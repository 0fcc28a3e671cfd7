import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { deliverNext } from '#server/mail/deliver.ts'
import { createTransport } from '#server/mail/transport.ts'
import { listAttachments } from '#server/requests/attachments/attachments.ts'
import { readStored } from '#server/requests/attachments/store.ts'
import { inboundLimits } from '#server/requests/inbound/judge.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import {
  attached,
  message,
  multipart,
  receive,
  signedAddress,
  textPart,
  townWithMail,
} from '../support/incoming.ts'
import { writeAndConfirm } from '../support/requests.ts'
import { type MailServer, startMailServer } from './mail-server.ts'

const runs = Number(process.env.FUZZ_RUNS ?? 60)

describeOnBothEngines('against mail', (engine) => {
  let app: TestApp
  let server: MailServer
  beforeEach(async () => {
    app = await openTestApp(engine, { towns: [townWithMail()] })
    server = await startMailServer()
  })
  afterEach(async () => {
    await server.stop()
    await app.close()
  })

  const textsOf = async (id: string) => {
    const events = await app.deps.db
      .selectFrom('request_event')
      .select(['kind', 'text'])
      .where('request_id', '=', id)
      .orderBy('position')
      .execute()
    return events.filter(({ text }) => text !== null)
  }
  const requestsOf = () => app.deps.db.selectFrom('request').selectAll().execute()
  const countMails = async () =>
    (await app.deps.db.selectFrom('outbox_mail').select('id').execute()).length

  /** Hands everything that waits to a real SMTP server. */
  async function deliverAll() {
    const transport = createTransport({ ...app.deps.config, smtpUrl: server.url, mode: 'demo' })
    while (await deliverNext(app.deps, transport));
    transport.close()
  }

  /** A request, and how its resident writes to it. */
  async function thread() {
    const { id, wish } = await writeAndConfirm(app)
    const To = await signedAddress(app, id, 'resident')
    return { id, wish, headers: { From: wish.email, To } }
  }

  const mixed = { 'Content-Type': 'multipart/mixed; boundary=teil' }

  it('lets no header of it become one of ours', async () => {
    const { id, headers } = await thread()
    await receive(
      app,
      message({
        ...headers,
        From: `=?utf-8?Q?Eve=0D=0ABcc=3A_eve=40post.example?= <${headers.From}>`,
        Subject: '=?utf-8?Q?x=0D=0ABcc=3A_eve=40post.example=0D=0A=0D=0Ay?=',
        'Message-ID': '<x@y.example>\r\n Bcc: eve@post.example',
      }),
    )
    await receive(
      app,
      message({
        From: '=?utf-8?Q?Eve=0D=0ABcc=3A_eve=40post.example?= <fremd@post.example>',
        Subject: '=?utf-8?Q?x=0D=0ABcc=3A_eve=40post.example=0D=0A=0D=0Ay?=\u2028z',
      }),
    )
    await deliverAll()
    expect(server.received.length).toBeGreaterThan(3)
    for (const { mail, source, recipients } of server.received) {
      expect(recipients).toHaveLength(1)
      expect(recipients).not.toContain('eve@post.example')
      expect([mail.headers.has('bcc'), mail.headers.has('cc')]).toEqual([false, false])
      expect(source.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im)
    }
    expect((await textsOf(id)).map(({ kind }) => kind)).toEqual(['replied'])
  })

  it('reads markup as text: nothing of it is kept, run or loaded', async () => {
    const { id, headers } = await thread()
    const html = [
      '<html><head><style>p{}</style><script>alert(1)</script></head><body onload="alert(2)">',
      '<p>Guten <b>Tag</b></p><img src="https://spion.example/x.gif" onerror="alert(3)">',
      '<iframe src="https://spion.example"></iframe><svg><script>alert(4)</script></svg>',
      '<a href="javascript:alert(5)">hier</a> <form action="https://spion.example"><input></form>',
    ].join('\n')
    const raw = message({ ...headers, 'Content-Type': 'text/html; charset=utf-8' }, html)
    expect((await receive(app, raw)).verdict).toBe('replied')
    const text = String((await textsOf(id))[0]?.text)
    expect(text).toContain('Guten Tag')
    expect(text).not.toMatch(/<|script|alert\([1-4]\)|spion|onload|iframe/)
    await deliverAll()
    const toDepartment = server.received.at(-1)!
    expect(String(toDepartment.mail.html)).not.toMatch(/<script|<iframe|href="javascript|<form/i)
  })

  it.each([
    ['utf-7', Buffer.from('+ADw-script+AD4-alert(1)+ADw-/script+AD4-')],
    ['utf-16le', Buffer.from('<script>alert(1)</script>\u0000', 'utf16le')],
    ['x-gibt-es-nicht', Buffer.from([0xff, 0xfe, 0, 60, 62, 0x80])],
    ['iso-2022-jp', Buffer.from('\u001b$B<script>\u001b(B')],
    ['utf-8"; x="', Buffer.from('Grüße\u0000\u202Egnp.exe\u2066\uFEFF\u200B')],
    ['utf-8', Buffer.from([0xc3, 0x28, 0xed, 0xa0, 0x80, 0xf4, 0x90, 0x80, 0x80, 0])],
  ])('takes text of the charset %s as letters only', async (charset, body) => {
    const { id, headers } = await thread()
    const type = `text/plain; charset="${charset}"`
    const { verdict } = await receive(app, message({ ...headers, 'Content-Type': type }, body))
    expect(verdict).toBe('replied')
    const text = String((await textsOf(id))[0]?.text)
    expect(text).not.toMatch(/[^\P{C}\n]/u)
  })

  it('keeps pictures as it keeps those of a form, and leaves the rest outside', async () => {
    const { id, headers } = await thread()
    const photo = await sharp({
      create: { width: 90, height: 60, channels: 3, background: '#35a' },
    })
      .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' } })
      .jpeg()
      .toBuffer()
    expect(photo.includes('Exif')).toBe(true)
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024))
    const body = multipart([
      textPart('Anbei das Foto.'),
      attached(photo, 'application/octet-stream', '../../etc/passwd'),
      attached(bomb, 'application/zip', 'bombe.zip'),
      attached(Buffer.from('MZ\u0090 program'), 'image/jpeg', 'foto.jpg'),
    ])
    expect((await receive(app, message({ ...headers, ...mixed }, body))).verdict).toBe('replied')
    const files = await listAttachments(app.deps.db, 'teststadt', id)
    expect(files).toMatchObject([{ name: 'anlage-1.jpg', type: 'image/jpeg' }])
    const kept = (await readStored(app.deps.config, 'teststadt', files[0]!.id))!
    expect([kept.includes('Exif'), kept.includes('GPS')]).toEqual([false, false])
    expect((await textsOf(id)).at(-1)).toEqual({
      kind: 'noted',
      text: '2 Anlagen wurden nicht übernommen: zu groß, von anderer Art oder nicht sicher. Das Original liegt im Postfach.',
    })
    // The department reads the picture too, and no other file.
    await deliverAll()
    const forwarded = server.received.find(({ mail }) => mail.subject?.includes('Ergänzung'))
    expect(forwarded?.mail.attachments.map(({ filename }) => filename)).toEqual(['anlage-1.jpg'])
    expect(forwarded?.mail.attachments[0]?.content.equals(kept)).toBe(true)
  })

  it('takes the words of a mail with 40 MB and says that its files were too large', async () => {
    const { id, headers } = await thread()
    const huge = multipart([
      textPart('Anbei der Film.'),
      attached(Buffer.alloc(40 * 1024 * 1024, 1), 'video/mp4', 'film.mp4'),
    ])
    const raw = message({ ...headers, ...mixed }, huge)
    const most = app.deps.config.mailInMaxBytes
    expect(raw.length).toBeGreaterThan(most)
    const before = process.memoryUsage().rss
    const { verdict } = await receive(app, raw.subarray(0, most), { isCut: true })
    expect(verdict).toBe('replied')
    expect(process.memoryUsage().rss - before).toBeLessThan(250 * 1024 * 1024)
    const [reply, note] = await textsOf(id)
    expect(reply?.text).toBe('Anbei der Film.')
    expect(note?.text).toContain('größer als 25 MB')
  })

  it('opens ten requests an hour for one sender, keeps the rest waiting, and loses none', async () => {
    const flood = Array.from({ length: 1000 }, (_, index) =>
      message({ From: 'flut@post.example' }, `Nummer ${index}`),
    )
    const verdicts = new Map<string, number>()
    for (const raw of flood) {
      const { verdict } = await receive(app, raw)
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
    }
    const most = inboundLimits.openedBySender
    expect(Object.fromEntries(verdicts)).toEqual({ opened: most, deferred: 1000 - most })
    // Somebody else gets through meanwhile, and so does a resident who answers.
    expect((await receive(app, message({}))).verdict).toBe('opened')
    const { headers } = await thread()
    expect((await receive(app, message(headers))).verdict).toBe('replied')
    // What was kept waiting comes in later, each once.
    app.clock.advanceMinutes(61)
    for (const raw of flood.slice(0, 2 * most)) await receive(app, raw)
    const texts = (await requestsOf()).filter(({ email }) => email === 'flut@post.example')
    expect(texts.map(({ text }) => text).sort()).toEqual(
      Array.from({ length: 2 * most }, (_, index) => `Nummer ${index}`).sort(),
    )
  })

  it('takes twenty mails an hour for one request', async () => {
    const { headers } = await thread()
    for (let count = 0; count < inboundLimits.ofRequest; count++) {
      expect((await receive(app, message(headers))).verdict).toBe('replied')
    }
    const late = message(headers)
    expect(await receive(app, late)).toMatchObject({ verdict: 'deferred', reason: 'request-limit' })
    app.clock.advanceMinutes(61)
    expect((await receive(app, late)).verdict).toBe('replied')
  })

  it('stands mail that is built to be read for ever', async () => {
    const { headers } = await thread()
    let nested = ''
    for (let depth = 0; depth < 5000; depth++) {
      nested += `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`
    }
    const html = { ...headers, 'Content-Type': 'text/html' }
    const begin = performance.now()
    for (const raw of [
      Buffer.from(`From: a@post.example\r\n${nested}x`),
      message(html, '<div>'.repeat(300_000)),
      message({ ...headers, Subject: '=?utf-8?Q?'.repeat(20_000) }),
      message({ ...headers, To: 'a@b.example, '.repeat(20_000) }),
      message({ ...headers, References: '<a@b> '.repeat(50_000) }),
      message(headers, '> '.repeat(200_000)),
      message(headers, `Am ${' x'.repeat(100_000)} schrieb`),
      message(headers, 'Von: x\n'.repeat(30_000)),
    ]) {
      await receive(app, raw)
    }
    expect(performance.now() - begin).toBeLessThan(10_000)
  })

  it('never throws and never answers, whatever the bytes are', async () => {
    const { id, headers } = await thread()
    const sample = message({ ...headers, ...mixed }, multipart([textPart('Guten Tag')]))
    const before = await countMails()
    const noise = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes))
    const damaged = fc
      .tuple(fc.nat(sample.length - 1), noise, fc.nat(40))
      .map(([at, bytes, gone]) =>
        Buffer.concat([sample.subarray(0, at), bytes, sample.subarray(at + gone)]),
      )
    const headed = fc
      .tuple(
        fc.constantFrom(
          'From',
          'To',
          'Subject',
          'Message-ID',
          'Content-Type',
          'Date',
          'Auto-Submitted',
        ),
        fc.string({ unit: 'binary', maxLength: 80 }),
      )
      .map(([name, value]) => message({ ...headers, From: 'x@post.example', [name]: value }))
    const verdicts = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.oneof(noise, damaged, headed), async (raw) => {
        app.clock.advanceMinutes(61)
        verdicts.add((await receive(app, raw)).verdict)
      }),
      { numRuns: runs * 3 },
    )
    expect(verdicts.size).toBeGreaterThan(1)
    // What became of them went to departments; nobody outside was written to.
    const own = (await requestsOf()).find((request) => request.id === id)!
    const mails = (await app.requestMails()).slice(before)
    expect(
      mails.filter(({ to }) => !to.endsWith('@teststadt.example') && to !== own.email),
    ).toEqual([])
    expect(mails.filter(({ kind }) => !/forwarded|added/.test(kind))).toEqual([])
  })
})

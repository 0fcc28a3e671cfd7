import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepHouse } from '#server/housekeeping.ts'
import { attachFiles } from '#server/requests/attachments/attachments.ts'
import type { Attachment, UploadDraft } from '#shared/contracts/attachments.ts'
import { type Answer, type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { requests, townWithMailboxes, writeAndConfirm } from '../support/requests.ts'

const files = `${requests}/attachments`

describeOnBothEngines('files for a request', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine, { towns: [townWithMailboxes()] })
  })
  afterEach(() => app.close())

  const begin = async () => (await app.post<UploadDraft>(`${files}/draft`, {})).body.draft

  async function send(
    draft: string,
    bytes: Buffer | string,
    headers: Record<string, string> = {},
  ): Promise<Answer<Attachment>> {
    const response = await app.fetch(files, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream', 'Upload-Draft': draft, ...headers },
      body: new Uint8Array(Buffer.from(bytes)),
    })
    const body = (await response.json()) as Attachment & Answer<Attachment>
    return {
      status: response.status,
      headers: response.headers,
      body,
      error: response.ok ? undefined : body.error,
    }
  }
  const codeOf = async (draft: string, bytes: Buffer | string) =>
    (await send(draft, bytes)).error?.code

  /** Everything that lies on the disk, whatever its name. */
  async function onDisk(): Promise<Buffer[]> {
    const folder = join(app.deps.config.dataDir, 'attachments')
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
    const found = entries.filter((entry) => entry.isFile())
    return Promise.all(found.map((entry) => readFile(join(entry.parentPath, entry.name))))
  }

  async function attached(...sent: Buffer[]) {
    const written = await writeAndConfirm(app)
    const draft = await begin()
    const ids: string[] = []
    for (const bytes of sent) ids.push((await send(draft, bytes)).body.id)
    await app.deps.db.transaction().execute((trx) =>
      attachFiles(
        trx,
        { tenantId: 'teststadt', id: written.id, step: 1 },
        ids.map((id) => ({ id })),
      ),
    )
    const rows = await app.deps.db.selectFrom('request_attachment').selectAll().execute()
    return { ...written, rows, draft }
  }

  const read = (token: string, id: string) =>
    app.fetch(`${files}/read`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token, id }),
    })

  it('lose where and with what they were taken: the bytes on the disk hold nothing of it', async () => {
    const photo = await photoFromABridge()
    // What the camera wrote is really there before.
    expect(photo.includes('Exif')).toBe(true)
    expect((await sharp(photo).metadata()).exif?.includes('Kamera Modell 7')).toBe(true)
    const { body } = await send(await begin(), photo)
    expect(body).toMatchObject({ name: 'anlage-1.jpg', type: 'image/jpeg' })
    const [kept] = await onDisk()
    const { exif, xmp, iptc, icc, comments, orientation, width, height } =
      await sharp(kept).metadata()
    expect({ exif, xmp, iptc, icc, comments, orientation }).toEqual({})
    // Turned as it was held, because nothing tells any more how that was.
    expect([width, height]).toEqual([200, 300])
    for (const trace of ['Exif', 'Kamera', 'GPS', 'PK\u0003\u0004', 'geheim']) {
      expect(kept!.includes(trace), trace).toBe(false)
    }
  })

  it.each(['png', 'webp'] as const)('also as %s', async (format) => {
    const picture = sharp({ create: { width: 9, height: 9, channels: 3, background: '#0a0' } })
    const photo = await picture
      .withExif({ IFD0: { Model: 'Kamera Modell 7' } })
      .toFormat(format)
      .toBuffer()
    expect(photo.includes('Kamera Modell 7')).toBe(true)
    expect((await send(await begin(), photo)).status).toBe(201)
    expect((await onDisk())[0]!.includes('Kamera')).toBe(false)
  })

  it('are told by what they hold, whatever they are called', async () => {
    const draft = await begin()
    const gif = 'GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;'
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for (const bytes of [gif, svg, '<html><script>alert(1)</script>', 'MZ\u0090', '', 'x']) {
      expect(await codeOf(draft, bytes)).toBe('file-type-refused')
    }
    const lying = await send(draft, '<html>', { 'Content-Type': 'image/png' })
    expect([lying.status, lying.error?.code]).toEqual([415, 'file-type-refused'])
    const broken = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100)])
    expect(['file-refused', 'file-type-refused']).toContain(await codeOf(draft, broken))
    expect(await onDisk()).toEqual([])
  })

  it('are refused if they would unfold to gigabytes', async () => {
    const draft = await begin()
    const bomb = pngOf(30_000, 30_000)
    expect(bomb.length).toBeLessThan(1024 * 1024)
    const before = process.memoryUsage().rss
    expect(await codeOf(draft, bomb)).toBe('file-refused')
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  })

  it('are taken as PDF if they are pages and nothing else', async () => {
    const draft = await begin()
    const { body } = await send(draft, pdf())
    expect(body).toMatchObject({ name: 'anlage-1.pdf', type: 'application/pdf' })
    expect((await onDisk())[0]!.equals(pdf())).toBe(true)
    const chance = pdf(
      'stream',
      '<< /Length 40 >>\nstream\n\u0000/JS\u0001 by chance /EF \nendstream',
    )
    expect((await send(draft, chance)).status).toBe(201)
  })

  it.each([
    ['a password', '<< /Encrypt 5 0 R >>'],
    ['a script', '<< /S /JavaScript /JS (app.alert(1)) >>'],
    ['a script whose name is written in another way', '<< /S /J#61vaScript >>'],
    ['a program that it starts', '<< /S /Launch /F (calc.exe) >>'],
    ['a file inside', '<< /Type /Filespec /EF << /F 7 0 R >> >>'],
    ['a form of its own kind', '<< /XFA 9 0 R >>'],
    ['a script in a packed object', packed('<< /S /JavaScript /JS (x) >>')],
    ['an object packed as nobody can see', packed('<< >>', '/LZWDecode')],
    ['objects that unfold to gigabytes', packed(' '.repeat(80 * 1024 * 1024))],
  ])('are refused as PDF with %s', async (_, object) => {
    expect(await codeOf(await begin(), pdf('object', object))).toBe('file-refused')
    expect(await onDisk()).toEqual([])
  })

  it('are refused above ten megabytes, before they are read to their end', async () => {
    const draft = await begin()
    let pulled = 0
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(1024 * 1024))
        if (pulled === 40) controller.close()
      },
    })
    const response = await app.fetch(files, {
      method: 'POST',
      headers: { 'Content-Type': 'image/jpeg', 'Upload-Draft': draft },
      body: endless,
      duplex: 'half',
    } as RequestInit)
    expect(response.status).toBe(413)
    expect(pulled).toBeLessThan(15)
    // Everything else keeps its small limit.
    const text = { text: 'x'.repeat(70_000) }
    for (const path of [requests, `${files}/draft`, `${files}/read`]) {
      expect((await app.post(path, text)).error?.code).toBe('body-too-large')
    }
  })

  it('need a draft of this municipality that is not over', async () => {
    const draft = await begin()
    const photo = await photoFromABridge()
    for (const forged of ['', 'x', `${draft}x`, draft.replace(/\.\w+\./, '.zzzzzzzzz.')]) {
      expect(await codeOf(forged, photo)).toBe('link-invalid')
    }
    const typed = await send(draft, photo, { 'Content-Type': 'text/plain' })
    expect([typed.status, typed.error?.code]).toEqual([415, 'unsupported-media-type'])
    const foreign = await send(draft, photo, { 'Sec-Fetch-Site': 'cross-site' })
    expect(foreign.error?.code).toBe('foreign-origin')
    app.clock.advanceMinutes(60)
    expect(await codeOf(draft, photo)).toBe('link-expired')
    expect(await onDisk()).toEqual([])
  })

  it('are five a message at most, also at once; the same one counts once', async () => {
    const draft = await begin()
    const photo = await picture(1)
    const [first, again] = [await send(draft, photo), await send(draft, photo)]
    expect(again.body).toEqual(first.body)
    const others = await Promise.all([2, 3, 4, 5, 6, 7].map(picture))
    const answers = await Promise.all(others.map((bytes) => send(draft, bytes)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(4)
    expect(answers.filter(({ error }) => error?.code === 'limit-reached')).toHaveLength(2)
    await app.post(`${files}/discard`, { draft, id: first.body.id })
    expect((await send(draft, others.at(-1)!)).status).toBe(201)
  })

  it('cannot fill the disk', async () => {
    await app.close()
    app = await openTestApp(engine, {
      towns: [townWithMailboxes()],
      policies: { upload: { most: 4, perSeconds: 3600 } },
    })
    const draft = await begin()
    app.deps.config.attachmentsMaxBytes = 50
    expect((await send(draft, await picture(1))).error).toMatchObject({ code: 'unavailable' })
    app.deps.config.attachmentsMaxBytes = 1e6
    expect((await send(draft, await picture(1))).status).toBe(201)
    expect((await send(draft, await picture(2))).status).toBe(201)
    expect((await send(draft, await picture(3))).error?.code).toBe('too-many-requests')
  })

  it('are erased after an hour if they were never sent', async () => {
    await send(await begin(), await picture(1))
    app.clock.advanceMinutes(59)
    await keepHouse(app.deps)
    expect(await onDisk()).toHaveLength(1)
    app.clock.advanceMinutes(1)
    await Promise.all([keepHouse(app.deps), keepHouse(app.deps)])
    expect(await onDisk()).toEqual([])
    expect(await app.deps.db.selectFrom('request_attachment').selectAll().execute()).toEqual([])
  })

  it('are handed to whoever holds the link, to be stored and never to be run', async () => {
    const { token, holdToken, rows } = await attached(await picture(1), pdf())
    app.clock.advanceMinutes(90)
    await keepHouse(app.deps)
    for (const { id, position } of rows) {
      const response = await read(token, id)
      expect(response.status).toBe(200)
      expect(response.headers.get('Content-Disposition')).toBe(
        `attachment; filename="anlage-${position}.${position === 1 ? 'png' : 'pdf'}"`,
      )
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(response.headers.get('Content-Security-Policy')).toBe("default-src 'none'; sandbox")
      expect(response.headers.get('Cache-Control')).toBe('no-store')
    }
    const { id } = rows[0]!
    const other = await writeAndConfirm(app)
    const refused = [
      await read(holdToken, id),
      await read(other.token, id),
      await read(token, 'x'.repeat(22)),
    ]
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404])
    expect((await read(token, '../../../keys/master.k')).status).toBe(422)
  })

  it('go with the request, at once for every reader and within a minute from the disk', async () => {
    const { token, rows } = await attached(await picture(1))
    expect(await onDisk()).toHaveLength(1)
    await app.post(`${requests}/withdraw`, { token })
    expect((await read(token, rows[0]!.id)).status).toBe(404)
    await keepHouse(app.deps)
    expect(await onDisk()).toEqual([])
  })
})

/** A picture of its own for every number. */
function picture(number: number): Promise<Buffer> {
  const background = { r: number * 20, g: 80, b: 120 }
  return sharp({ create: { width: 20 + number, height: 20, channels: 3, background } })
    .png()
    .toBuffer()
}

/** A photo as phones take them: held upright, with a position, and something behind its end. */
async function photoFromABridge(): Promise<Buffer> {
  const photo = await sharp({
    create: { width: 300, height: 200, channels: 3, background: '#a33' },
  })
    .withExif({
      IFD0: { Model: 'Kamera Modell 7' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  return Buffer.concat([photo, Buffer.from('PK\u0003\u0004 geheim')])
}

/** A PNG of one colour: a few kilobytes for gigabytes. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
  }
  const rows = deflateSync(Buffer.alloc(8 * 1024 * 1024))
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function pdf(kind: 'object' | 'stream' = 'object', extra = '<< >>'): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] >>',
    extra,
  ]
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
  return Buffer.from(`%PDF-1.7\n% ${kind}\n${body}trailer << /Root 1 0 R >>\n%%EOF\n`, 'latin1')
}

/** Objects in a stream, as programs pack them to save room. */
function packed(objects: string, filter = '/FlateDecode'): string {
  const data = deflateSync(Buffer.from(`4 0 ${objects}`)).toString('latin1')
  return `<< /Type /ObjStm /N 1 /First 4 /Filter ${filter} >>\nstream\n${data}\nendstream`
}

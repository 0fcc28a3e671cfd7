import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { mailFolder } from '#server/config.ts'
import { deliverNext } from '#server/mail/deliver.ts'
import { openMailFolder } from '#server/mail/file-transport.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { matter, requests, townWithMailboxes, writeAndConfirm } from '../support/requests.ts'

describeOnBothEngines('the mails of a request', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine, { towns: [townWithMailboxes()] })
  })
  afterEach(() => app.close())

  /** Sends what waits, and reads all mails by the address that they went to. */
  async function delivered(): Promise<Map<string, ParsedMail[]>> {
    const folder = mailFolder(app.deps.config)
    const transport = openMailFolder(folder, null)
    while (await deliverNext(app.deps, transport));
    const files = await readdir(folder)
    const mails = await Promise.all(
      files.map(async (file) => simpleParser(await readFile(join(folder, file)))),
    )
    return Map.groupBy(mails, ({ to }) => {
      const lists = Array.isArray(to) ? to : to ? [to] : []
      return lists.flatMap(({ value }) => value.map(({ address }) => address)).join(' ')
    })
  }

  it('name the resident as the one to answer only where the department reads them', async () => {
    const { wish, ticket } = await writeAndConfirm(app)
    const mails = await delivered()
    const [toDepartment] = mails.get('info@teststadt.example')!
    expect(toDepartment?.replyTo?.value).toEqual([{ name: wish.name, address: wish.email }])
    expect(toDepartment?.subject).toBe(`[${ticket}] Neues Anliegen: Laterne`)
    expect(toDepartment?.text).toContain('> Vor Hausnummer 7\n> brennt die Laterne nicht.')
    for (const mail of mails.get(wish.email)!) {
      expect(mail.replyTo?.value[0]?.address).toBe('info@teststadt.example')
      expect(mail.subject).toContain(ticket)
      expect(`${mail.subject} ${mail.text} ${String(mail.html)}`).not.toMatch(/Laterne|Hausnummer/)
    }
  })

  it.each([
    ['subject', 'Laterne\r\nBcc: eve@example.org'],
    ['subject', 'Laterne\u2028Bcc: eve@example.org'],
    ['subject', 'Laterne\u0000'],
    ['name', 'Eve\nBcc: eve@example.org'],
    ['name', 'Eve <eve@example.org>'],
    ['text', 'Laterne\u0000'],
    ['text', 'Laterne\u001b[2J'],
    ['email', 'a@post.example\r\nBcc: eve@example.org'],
    ['phone', '0170\r\n1234567'],
  ])('are not written at all with this %s: %j', async (field, value) => {
    const { error } = await app.post(requests, { ...matter(), [field]: value })
    expect(Object.keys(error?.fields ?? {})).toEqual([field])
    expect(await app.requestMails()).toEqual([])
  })

  it('keep their headers and recipients, whatever is written', async () => {
    const nasty = '", eve@example.org, =?utf-8?Q?=0D=0ABcc=3A_eve=40example=2Eorg?='
    const { wish } = await writeAndConfirm(app, {
      subject: nasty,
      name: nasty,
      text: 'x\r\n.\r\nBcc: eve@example.org\r\n\r\nSubject: y\n<script>alert(1)</script>\n-- \nz',
    })
    const mails = await delivered()
    expect([...mails.keys()].sort()).toEqual(['info@teststadt.example', wish.email])
    for (const mail of [...mails.values()].flat()) {
      expect(mail.headers.has('bcc')).toBe(false)
      expect(mail.headers.has('cc')).toBe(false)
      expect(mail.replyTo?.value).toHaveLength(1)
      expect(String(mail.html)).not.toContain('<script')
    }
    const [toDepartment] = mails.get('info@teststadt.example')!
    // What would be decoded to a line break on the other side is broken up.
    const shown = nasty.replace('=?', '= ?')
    expect(toDepartment?.replyTo?.value).toEqual([{ name: shown, address: wish.email }])
    expect(toDepartment?.subject).toContain(shown)
    expect(toDepartment?.text).toContain('> Bcc: eve@example.org\n> \n> Subject: y')
  })
})

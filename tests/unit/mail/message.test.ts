import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mailFileName, openMailFolder } from '#server/mail/file-transport.ts'
import { type OutgoingMail } from '#server/mail/message.ts'
import { renderMail } from '#server/mail/templates/render.ts'
import { aMail } from './a-mail.ts'

const headers = [
  'from',
  'to',
  'reply-to',
  'subject',
  'message-id',
  'date',
  'content-language',
  'auto-submitted',
  'x-auto-response-suppress',
  'mime-version',
  'content-type',
].sort()

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rathauslotse-mail-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const outgoing = (changes: Parameters<typeof aMail>[0] = {}): OutgoingMail => ({
  ...renderMail(aMail(changes)),
  messageId: '<AAAAAAAAAAAAAAAAAAAAAA@termin.example>',
  date: '2026-11-23T07:00:00.000Z',
})

async function write(mail: OutgoingMail) {
  await openMailFolder(folder, null).send(mail)
  const [file = ''] = await readdir(folder)
  const source = await readFile(join(folder, file), 'utf8')
  return { file, source, parsed: await simpleParser(source) }
}

it('has a sender, an address for replies, and asks machines not to answer', async () => {
  const { file, parsed } = await write(outgoing())
  expect(file).toMatch(mailFileName)
  expect(file).toBe('20261123T070000000Z-AAAAAAAAAAAAAAAAAAAAAA.eml')
  expect(parsed.from?.value).toEqual([
    { name: 'Stadt Musterstadt', address: 'termin@musterstadt.example' },
  ])
  expect(parsed.replyTo?.value[0]?.address).toBe('buergerbuero@musterstadt.example')
  expect(parsed.headers.get('auto-submitted')).toBe('auto-generated')
  expect([...parsed.headers.keys()].sort()).toEqual(headers)
  expect(parsed.attachments[0]?.contentType).toBe('text/calendar')
  expect(parsed.attachments[0]?.headers.get('content-type')).toMatchObject({
    params: { charset: 'utf-8', method: 'PUBLISH' },
  })
})

it('is one file, however often it is sent', async () => {
  await write(outgoing())
  await write(outgoing())
  expect(await readdir(folder)).toHaveLength(1)
})

it('keeps its headers and its one recipient, whatever a name holds', async () => {
  const nasty = fc.constantFrom(
    '\r\nBcc: eve@example.org',
    '\nBcc: eve@example.org\n\nbody',
    '\u2028Bcc: eve@example.org',
    '\u0085Bcc: eve@example.org',
    '", <eve@example.org>, "',
    'a'.repeat(10_000),
    '=?utf-8?Q?=0D=0ABcc=3A_eve=40example=2Eorg?=',
  )
  const text = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 200 }))
  const run = fc.asyncProperty(text, nasty, text, async (before, core, after) => {
    const name = before + core + after
    const sender = { ...aMail().sender, officialName: name }
    const { parsed, source } = await write({ ...outgoing({ name, sender }), subject: name })
    expect([...parsed.headers.keys()].sort()).toEqual(headers)
    const to = Array.isArray(parsed.to) ? parsed.to : [parsed.to]
    expect(to.flatMap((list) => list?.value.map(({ address }) => address))).toEqual([
      'maria.mueller@example.org',
    ])
    expect(source.split('\r\n\r\n', 1)[0]).not.toMatch(/^(b?cc)\s*:/im)
  })
  await fc.assert(run, { numRuns: 300 })
})

it('refuses a recipient that is not one plain address', async () => {
  for (const to of ['a@b.de, c@d.de', 'a@b.de\r\nBcc: c@d.de', 'A <a@b.de>', '', 'a@b']) {
    await expect(write(outgoing({ to }))).rejects.toMatchObject({ code: 'EENVELOPE' })
  }
})

it('reaches a domain with umlauts by its ASCII name', async () => {
  const { source } = await write(outgoing({ to: 'maria@bürger.example' }))
  expect(source).toContain('maria@xn--brger-kva.example')
})

import type { TenantFile } from '#server/tenants/tenant-file.schema.ts'
import type { ReceiveOptions, Received } from '#server/requests/inbound/receive.ts'
import { receiveMail } from '#server/requests/inbound/receive.ts'
import type { TestApp } from './app.ts'
import { townWithMailboxes } from './requests.ts'
import { town } from './town.ts'

/** The address whose mail the town of the tests reads. */
export const replyTo = 'anliegen@teststadt.example'

/** The town of the tests as one that reads mail; its departments work in their own mail programs. */
export function townWithMail(changes: Partial<TenantFile['requests']> = {}): TenantFile {
  const requests = { ...town().requests, replyTo, work: 'mail' as const, ...changes }
  return townWithMailboxes({ requests })
}

let mails = 0

/** One mail as it goes over the wire; every call another one. */
export function message(
  headers: Record<string, string | string[] | undefined>,
  body?: string | Buffer,
): Buffer {
  mails += 1
  const usual = {
    From: 'fremd@post.example',
    To: replyTo,
    Subject: 'Frage',
    'Message-ID': `<mail${mails}@post.example>`,
    Date: 'Mon, 23 Nov 2026 07:00:00 +0100',
    'Content-Type': 'text/plain; charset=utf-8',
  }
  const lines = Object.entries({ ...usual, ...headers }).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => `${name}: ${one}`),
  )
  return Buffer.concat([
    Buffer.from(`${lines.join('\r\n')}\r\n\r\n`),
    Buffer.from(body ?? `Guten Tag ${mails}`),
  ])
}

/** Hands a message to the municipality of the tests, as a mail server does. */
export async function receive(
  app: TestApp,
  raw: Buffer,
  options: ReceiveOptions = {},
): Promise<Received> {
  const municipality = (await app.deps.municipalities.find(app.deps.db, 'teststadt'))!
  return receiveMail(app.deps, municipality, raw, 'pipe', options)
}

/** A mail of several parts. */
export function multipart(parts: { headers: string[]; body: string | Buffer }[]): Buffer {
  const pieces = parts.flatMap(({ headers, body }) => [
    Buffer.from(`--teil\r\n${headers.join('\r\n')}\r\n\r\n`),
    Buffer.from(body),
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...pieces, Buffer.from('--teil--\r\n')])
}

/** A file as mail programs attach it. */
export function attached(bytes: Buffer, type: string, name: string) {
  return {
    headers: [
      `Content-Type: ${type}; name="${name}"`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${name}"`,
    ],
    body: bytes.toString('base64').replace(/.{76}/g, '$&\r\n'),
  }
}

export const textPart = (body: string) => ({
  headers: ['Content-Type: text/plain; charset=utf-8'],
  body,
})

/** The address by which one side answers a request, as the mails of the outbox name it. */
export async function signedAddress(
  app: TestApp,
  id: string,
  side: 'resident' | 'department',
): Promise<string> {
  const isToDepartment = side === 'department'
  const mail = (await app.requestMails()).findLast(
    ({ subjectId, kind, thread }) =>
      subjectId === id && thread?.replyTo && /forwarded|added/.test(kind) === isToDepartment,
  )
  if (!mail?.thread?.replyTo) throw new Error('no mail can be answered')
  return mail.thread.replyTo
}

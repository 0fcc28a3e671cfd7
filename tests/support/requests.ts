import type { PlacedRequest, RequestForm } from '#shared/contracts/requests.ts'
import type { TenantFile } from '#server/tenants/tenant-file.schema.ts'
import type { TestApp } from './app.ts'
import { town } from './town.ts'

export const requests = '/api/teststadt/requests'

let people = 0

/** A request to the town of the tests; every call by another person. */
export function matter(changes: Partial<RequestForm> = {}): RequestForm {
  people += 1
  return {
    subject: 'Laterne',
    text: 'Vor Hausnummer 7\nbrennt die Laterne nicht.',
    name: 'Łucja Özdemir-D’Angelo',
    email: `schreibt${people}@post.example`,
    phone: '0170 1234567',
    lang: 'de',
    ...changes,
  }
}

/** The town of the tests, with a mailbox besides the general one; one service belongs to it. */
export function townWithMailboxes(changes: Partial<TenantFile> = {}): TenantFile {
  const file = town()
  const pass = {
    id: 'pass.stelle',
    name: { de: 'Passstelle', en: 'Passport office' },
    address: 'pass.stelle@teststadt.example',
    department: 'buergerbuero',
  }
  return {
    ...file,
    mailboxes: [...file.mailboxes, pass],
    services: file.services.map((service) =>
      service.id === 'pass' ? { ...service, mailbox: pass.id } : service,
    ),
    ...changes,
  }
}

/** Sends a request and reads the token of its mailed link. */
export async function write(app: TestApp, changes: Partial<RequestForm> = {}) {
  const body = matter(changes)
  const placed = await app.post<PlacedRequest>(requests, body)
  if (placed.status !== 201) throw new Error(`not placed: ${placed.error?.code}`)
  return { ...placed.body, wish: body, token: await lastRequestToken(app) }
}

/** Sends a request and confirms it. */
export async function writeAndConfirm(app: TestApp, changes: Partial<RequestForm> = {}) {
  const written = await write(app, changes)
  await app.post(`${requests}/confirm`, { token: written.token })
  return written
}

/** The token of the link in the mail to a resident that was queued last. */
export async function lastRequestToken(app: TestApp): Promise<string> {
  const links = (await app.requestMails()).flatMap((mail) => ('link' in mail ? [mail.link] : []))
  const link = links.at(-1)
  if (!link) throw new Error('no mail has a link')
  return new URL(link).hash.slice(1)
}

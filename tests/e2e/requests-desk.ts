import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type Page, expect } from '@playwright/test'
import { simpleParser } from 'mailparser'
import type { CallbackWindows } from '#shared/contracts/callbacks.ts'
import type { RequestForm } from '#shared/contracts/requests.ts'
import type { MailboxTeams } from '#shared/contracts/mailbox-teams.ts'
import type { Role } from '#shared/contracts/staff.ts'
import { type DemoServer, newAddress } from './fixtures.ts'
import { demoAccount, signIn } from './staff.ts'

const tenant = 'musterstadt'
export const desk = `/staff/${tenant}/anliegen`

/** A colleague at a browser of their own. */
export async function colleague(browser: Browser, server: DemoServer, role: Role): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
  })
  const page = await context.newPage()
  await signIn(page, role)
  return page
}

/** Lets these roles of the demo share a mailbox, and nobody else. */
export async function setTeam(admin: Page, mailbox: string, ...roles: Role[]): Promise<void> {
  const teams = `/api/${tenant}/staff/mailbox-teams`
  const { people } = (await (await admin.request.get(teams)).json()) as MailboxTeams
  const accounts = await Promise.all(roles.map((role) => demoAccount(admin, role, tenant)))
  const members = accounts.map(({ name }) => people.find((one) => one.name === name)!.id)
  const data = { members, deputies: [] }
  const answer = await admin.request.post(`${teams}/${mailbox}`, { data })
  expect(answer.status()).toBe(200)
}

/** A resident's request that has been confirmed by the mailed link. */
export async function confirmedRequest(
  server: DemoServer,
  wish: Partial<RequestForm> & { mailbox: string; text: string },
): Promise<{ ticket: string; name: string; email: string; token: string }> {
  const contact = { name: 'Ida Beispiel', email: newAddress() }
  const answer = await post(server, 'requests', { ...contact, lang: 'de', ...wish })
  const { ticket } = (await answer.json()) as { ticket: string }
  const email = wish.email ?? contact.email
  const token = await mailedToken(server, email, ticket)
  await post(server, 'requests/confirm', { token })
  return { ticket, token, email, name: wish.name ?? contact.name }
}

/** The token in the mail about this ticket: somebody may have written twice. */
async function mailedToken(server: DemoServer, email: string, ticket: string): Promise<string> {
  let token: string | undefined
  await expect
    .poll(async () => {
      const mail = (await mailsTo(server, email)).find((text) => text.includes(ticket))
      token = mail?.match(/https?:\S+#(\S+)/)?.[1]
      return token
    })
    .toBeTruthy()
  return token!
}

/** The earliest window in which a team promises a call. */
export async function earliestWindow(server: DemoServer, mailbox: string) {
  const address = `${server.url}/api/${tenant}/requests/callback-windows?mailbox=${mailbox}`
  const { days } = (await (await fetch(address)).json()) as CallbackWindows
  return { date: days[0]!.date, from: days[0]!.windows[0]!.from }
}

async function post(server: DemoServer, path: string, body: object): Promise<Response> {
  const answer = await fetch(`${server.url}/api/${tenant}/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return answer
}

/** All that somebody has been mailed, the newest first. */
export async function mailsTo(server: DemoServer, address: string): Promise<string[]> {
  const folder = join(server.dataDir, 'mail')
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'))
  const mails = await Promise.all(
    names
      .sort()
      .reverse()
      .map((name) => simpleParser(readFileSync(join(folder, name)))),
  )
  return mails.flatMap((mail) => {
    const to = Array.isArray(mail.to) ? mail.to[0]?.text : mail.to?.text
    return to?.includes(address) ? [`${mail.subject}\n${mail.text}`] : []
  })
}

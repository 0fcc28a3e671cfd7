import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailFolder } from '#server/config.ts'
import { openMailFolder } from '#server/mail/file-transport.ts'
import { renderMail } from '#server/mail/templates/render.ts'
import { type TestApp, openTestApp } from '../support/app.ts'
import { aMail } from '../unit/mail/a-mail.ts'

const files = ['aaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbb']
const pathOf = (index: number) => `/demo/mail/2026112${index + 2}T070000000Z-${files[index]}.eml`

describe('the mailbox of the demo', () => {
  let app: TestApp

  beforeAll(async () => {
    app = await openTestApp('sqlite', { towns: [] })
  })
  afterAll(() => app.close())

  it('says that there is no mail yet', async () => {
    const answer = await app.fetch('/demo/mail')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('Noch keine E-Mail')
  })

  it('lists the newest first, and reads itself again', async () => {
    const folder = openMailFolder(mailFolder(app.deps.config), null)
    for (const [index, id] of files.entries()) {
      await folder.send({
        ...renderMail(aMail({ kind: index ? 'confirmed' : 'confirm' })),
        messageId: `<${id}@localhost>`,
        date: `2026-11-2${index + 2}T07:00:00.000Z`,
      })
    }
    const page = await (await app.fetch('/demo/mail')).text()
    expect(page).toContain('http-equiv="refresh"')
    expect(page.indexOf('Ihr Termin ist bestätigt')).toBeLessThan(page.indexOf('Bitte bestätigen'))
  })

  it('shows one with its attachment, and then stands still', async () => {
    const page = await (await app.fetch(pathOf(1))).text()
    expect(page).not.toContain('http-equiv="refresh"')
    expect(page).toContain('termin@musterstadt.example')
    const file = await app.fetch(`${pathOf(1)}/attachments/0`)
    expect(file.headers.get('content-type')).toMatch(/^text\/calendar/)
    expect(file.headers.get('content-disposition')).toContain('attachment')
    expect(await file.text()).toContain('BEGIN:VCALENDAR')
    expect(await (await app.fetch(`${pathOf(1)}/source`)).text()).toContain('Message-ID: <bbb')
  })

  it('lets the frame show the mail and lead to the app, and nothing else', async () => {
    const body = await app.fetch(`${pathOf(0)}/body`)
    const policy = body.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).toMatch(/sandbox (?!.*allow-(scripts|same-origin))/)
    expect(body.headers.get('x-frame-options') ?? 'SAMEORIGIN').toBe('SAMEORIGIN')
    expect(await body.text()).toContain('<base target="_top">')
    const page = await app.fetch(pathOf(0))
    expect(page.headers.get('content-security-policy')).toContain("frame-src 'self'")
  })

  it.each([
    '/demo/mail/20261122T070000000Z-cccccccccccccccccccccc.eml',
    '/demo/mail/..%2Fkeys%2Fmaster.key',
    '/demo/mail/..%2F..%2F20261122T070000000Z-aaaaaaaaaaaaaaaaaaaaaa.eml',
    '/demo/mail/%2e%2e%2fkeys/source',
    `${pathOf(0)}%00/body`,
    `${pathOf(0)}/attachments/0`,
    `${pathOf(1)}/attachments/99999999999999999999`,
  ])('gives nothing at %s', async (path) => {
    expect((await app.fetch(path)).status).toBe(404)
  })
})

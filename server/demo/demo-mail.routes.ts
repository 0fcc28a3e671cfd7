import { readFileSync } from 'node:fs'
import { type Context, Hono } from 'hono'
import { mailFolder } from '#server/config.ts'
import type { Deps } from '#server/deps.ts'
import { listPage, mailPage, missingPage, textBody } from './demo-mail.page.ts'
import { type DemoMail, findDemoMail, findDemoMailSource, listDemoMails } from './demo-mails.ts'

const shownMails = 50

const pagePolicy =
  "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** A mail's HTML may show itself and lead to the app, nothing else. */
const bodyPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'; " +
  'sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation'

const filePolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** The mailbox of the demo, to be mounted at /demo: only where mails go to files. */
export function demoMailRoutes(deps: Pick<Deps, 'config' | 'clock'>) {
  const folder = mailFolder(deps.config)
  const stylesheet = ['./demo-mail.css', './demo-message.css']
    .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
    .join('')

  async function showMissing(c: Context) {
    protect(c, pagePolicy)
    return c.html(missingPage(await listDemoMails(folder, shownMails), deps.clock.now()), 404)
  }

  return new Hono()
    .get('/mail', async (c) => {
      protect(c, pagePolicy)
      return c.html(listPage(await listDemoMails(folder, shownMails), deps.clock.now()))
    })
    .get('/mail.css', (c) => {
      c.header('Cache-Control', 'no-cache')
      return c.body(stylesheet, 200, { 'Content-Type': 'text/css; charset=utf-8' })
    })
    .get('/mail/:file', async (c) => {
      const mail = await findDemoMail(folder, c.req.param('file'))
      if (!mail) return showMissing(c)
      protect(c, pagePolicy)
      return c.html(mailPage(mail, await listDemoMails(folder, shownMails), deps.clock.now()))
    })
    .get('/mail/:file/body', async (c) => {
      const mail = await findDemoMail(folder, c.req.param('file'))
      if (!mail) return showMissing(c)
      protect(c, bodyPolicy)
      return c.html(bodyOf(mail))
    })
    .get('/mail/:file/source', async (c) => {
      const source = await findDemoMailSource(folder, c.req.param('file'))
      if (!source) return showMissing(c)
      protect(c, filePolicy)
      return c.text(source.toString('utf8'))
    })
    .get('/mail/:file/attachments/:index{\\d+}', async (c) => {
      const mail = await findDemoMail(folder, c.req.param('file'))
      const attachment = mail?.attachments[Number(c.req.param('index'))]
      if (!attachment) return showMissing(c)
      protect(c, filePolicy)
      const name = encodeURIComponent(attachment.filename)
      return c.body(new Uint8Array(attachment.content), 200, {
        'Content-Type': attachment.contentType,
        'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
      })
    })
}

/** These pages need other policies than the app; what is set here stands. */
function protect(c: Context, policy: string): void {
  c.header('Content-Security-Policy', policy)
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('X-Frame-Options', policy === bodyPolicy ? 'SAMEORIGIN' : 'DENY')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('Cache-Control', 'no-store')
}

/** Links of the mail open in the whole window, not inside of the frame. */
function bodyOf(mail: DemoMail) {
  return mail.html ? mail.html.replace('<head>', '<head><base target="_top">') : textBody(mail)
}

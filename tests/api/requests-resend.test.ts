import { afterEach, beforeEach, expect, it } from 'vitest'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import {
  lastRequestToken,
  requests,
  townWithMailboxes,
  write,
  writeAndConfirm,
} from '../support/requests.ts'

describeOnBothEngines('the mail by which a request is confirmed', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine, { towns: [townWithMailboxes()] })
  })
  afterEach(() => app.close())

  const resend = (token: string, email?: string) =>
    app.post(`${requests}/resend`, { token, ...(email && { email }) })

  it('goes out again, and either of its links confirms', async () => {
    const { token: first, holdToken } = await write(app)
    expect((await resend(holdToken)).body).toMatchObject({ resent: true })
    expect(await lastRequestToken(app)).not.toBe(first)
    expect((await app.post(`${requests}/confirm`, { token: first })).status).toBe(200)
  })

  it('goes to a corrected address only with a new link', async () => {
    const { token: first, holdToken } = await write(app)
    await resend(holdToken, 'richtig@post.example')
    const mails = await app.requestMails()
    expect(mails.map(({ to }) => to)).toEqual(['richtig@post.example'])
    const old = await app.post(`${requests}/confirm`, { token: first })
    expect(old.error?.code).toBe('link-invalid')
    const token = await lastRequestToken(app)
    expect((await app.post(`${requests}/confirm`, { token })).body).toMatchObject({
      state: 'open',
      email: 'richtig@post.example',
    })
  })

  it('is not sent once the request is confirmed', async () => {
    const { holdToken } = await writeAndConfirm(app)
    expect((await resend(holdToken)).error?.code).toBe('state-conflict')
  })

  it('does not let one address receive more than its share by correction', async () => {
    const email = 'viel@post.example'
    for (let sent = 0; sent < 10; sent++) {
      const answer = await app.post(requests, { ...(await write(app)).wish, email })
      if (answer.status !== 201) break
    }
    const { holdToken } = await write(app)
    expect((await resend(holdToken, email)).error?.code).toBe('limit-reached')
  })

  it('goes out only a few times', async () => {
    const { holdToken } = await write(app)
    const codes = []
    for (let tries = 0; tries < 7; tries++) codes.push((await resend(holdToken)).error?.code)
    expect(codes).toContain('too-many-requests')
  })
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startNotices } from '#server/appointments/waiting/notices.ts'
import { keepHouse } from '#server/housekeeping.ts'
import { createPush } from '#server/push/push.ts'
import type { PushSubscription } from '#shared/contracts/waiting-room.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { counterOf } from '../support/day.ts'
import { type PushService, startPushService } from '../support/push-service.ts'
import { signIn, staffMember } from '../support/staff.ts'
import { book, monday } from '../support/wishes.ts'

const until = (assertion: () => unknown) => vi.waitFor(assertion, { timeout: 10_000 })
const appointments = '/api/teststadt/appointments'

describeOnBothEngines('a notice', (engine) => {
  let app: TestApp
  let service: PushService
  let notices: ReturnType<typeof startNotices>
  let counter: ReturnType<typeof counterOf>
  beforeEach(async () => {
    app = await openTestApp(engine)
    service = await startPushService()
    app.deps.push = createPush({ pushServices: [service.origin] }, app.deps.keys)
    notices = startNotices(app.deps)
    counter = counterOf(app)
    signIn(app, staffMember('clerk'))
  })
  afterEach(async () => {
    await notices.stop()
    await app.close()
    await service.close()
  })

  const subscribe = (token: string, subscription: PushSubscription) =>
    app.post<{ pushDevices: number }>(`${appointments}/push/subscribe`, { token, subscription })
  const newBrowser = () => service.browser(app.deps.push!.publicKey)
  const stored = () => app.deps.db.selectFrom('push_subscription').selectAll().execute()

  it('says that the turn is near, and then where to go, encrypted for the one browser', async () => {
    for (const start of ['08:00', '08:15', '08:30']) await counter.arrive(start)
    const { token } = await counter.arrive('09:00')
    const browser = newBrowser()
    expect((await subscribe(token, browser.subscription)).body).toEqual({ pushDevices: 1 })
    await counter.callNext()
    await until(() => expect(browser.notices).toHaveLength(1))
    for (let calls = 0; calls < 3; calls++) {
      app.clock.advanceMinutes(1)
      await counter.callNext()
    }
    await until(() => expect(browser.notices).toHaveLength(2))
    expect(browser.notices).toEqual([
      {
        kind: 'soon',
        title: 'Sie sind gleich dran',
        text: 'Bitte halten Sie sich bereit. Ihre Nummer: A 4',
        lang: 'de',
        home: '/teststadt',
      },
      {
        kind: 'called',
        title: 'Bitte zu Platz 1',
        text: 'Ihre Nummer A 4 ist an der Reihe.',
        lang: 'de',
        home: '/teststadt',
      },
    ])
  })

  it('comes once a call, again with the next call, in the language of the visitor', async () => {
    const { id, token, reference } = await book(app, { date: monday, start: '09:00', lang: 'en' })
    const browser = newBrowser()
    await subscribe(token, browser.subscription)
    await counter.checkIn({ code: reference, anyway: true })
    await until(() => expect(browser.notices).toHaveLength(1))
    await counter.callNext()
    await until(() => expect(browser.notices).toHaveLength(2))
    expect(browser.notices.map(({ title }) => title)).toEqual([
      'It is almost your turn',
      'Please go to counter 1',
    ])
    await counter.arrive('10:00')
    app.clock.advanceMinutes(1)
    await counter.act(id, 'recall')
    await until(() => expect(browser.notices).toHaveLength(3))
  })

  it('is sent to the push services of browsers only', async () => {
    const { token } = await counter.arrive('09:00')
    const { subscription } = newBrowser()
    const endpoints = ['http://127.0.0.1:1/', 'https://intranet.example/', 'file:///etc/passwd']
    for (const endpoint of endpoints) {
      const refused = await subscribe(token, { ...subscription, endpoint })
      expect(refused.error?.code).toBe('invalid-input')
    }
    const known = createPush(app.deps.config, app.deps.keys)!
    expect(known.knows('https://fcm.googleapis.com/fcm/send/x')).toBe(true)
    expect(known.knows('https://updates.push.services.mozilla.com/wpush/v2/x')).toBe(true)
    for (const endpoint of [
      'http://fcm.googleapis.com/x',
      'https://fcm.googleapis.com.evil.example/x',
      'https://fcm.googleapis.com@evil.example/x',
      'https://evilpush.services.mozilla.com.example/x',
      'https://xpush.apple.com/x',
    ]) {
      expect(known.knows(endpoint)).toBe(false)
    }
    expect(createPush({ pushServices: [] }, app.deps.keys)).toBeNull()
  })

  it('is kept sealed, with the appointment only, and ends with it', async () => {
    const { token } = await counter.arrive('09:00')
    const { subscription } = newBrowser()
    await subscribe(token, subscription)
    expect((await subscribe(token, subscription)).body).toEqual({ pushDevices: 1 })
    expect(JSON.stringify(await stored())).not.toContain('127.0.0.1')
    await app.post(`${appointments}/erase`, { token })
    expect(await stored()).toEqual([])
    expect((await subscribe(token, subscription)).error?.code).toBe('link-invalid')
  })

  it('ends when the person wants, when the browser is gone, and after the day', async () => {
    const { token } = await counter.arrive('09:00')
    const other = await counter.arrive('09:15')
    const { subscription } = newBrowser()
    await subscribe(token, subscription)
    await app.post(`${appointments}/push/unsubscribe`, { token, subscription })
    expect(await stored()).toEqual([])

    await subscribe(token, subscription)
    service.forgetAll()
    await counter.callNext()
    await until(async () => expect(await stored()).toEqual([]))

    await subscribe(other.token, subscription)
    app.clock.advanceMinutes(24 * 60)
    await keepHouse(app.deps)
    expect(await stored()).toEqual([])
  })

  it('is for whoever may manage the appointment, on three devices at most', async () => {
    const { token, holdToken } = await counter.arrive('09:00')
    const browser = newBrowser()
    expect((await subscribe(holdToken, browser.subscription)).error?.code).toBe('link-invalid')
    for (let devices = 1; devices <= 3; devices++) {
      const { body } = await subscribe(token, newBrowser().subscription)
      expect(body).toEqual({ pushDevices: devices })
    }
    const fourth = await subscribe(token, newBrowser().subscription)
    expect(fourth.error?.code).toBe('limit-reached')
    expect(await stored()).toHaveLength(3)
  })
})

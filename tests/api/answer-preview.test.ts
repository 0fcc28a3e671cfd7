import { afterEach, beforeEach, expect, it } from 'vitest'
import type { MailPreview } from '#shared/contracts/answer-preview.ts'
import type { StaffRequests } from '#shared/contracts/staff-requests.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { arrived, desk, townWithDesk, workAt } from '../support/request-desk.ts'

describeOnBothEngines('what helps before an answer', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine, { towns: [townWithDesk()] })
  })
  afterEach(() => app.close())

  it('shows the mail as it would be, and sends nothing', async () => {
    const { id, ticket, wish } = await arrived(app)
    await workAt(app, ['info'])
    const sent = (await app.requestMails()).length
    const preview = (then: string) =>
      app.post<MailPreview>(`${desk}/requests/${id}/answer-preview`, { text: 'Heute noch.', then })

    const { body } = await preview('close')
    expect(body).toMatchObject({
      to: wish.email,
      subject: expect.stringContaining(ticket) as string,
    })
    expect(body.text).toContain('Heute noch.')
    expect((await preview('wait')).body.subject).not.toBe(body.subject)
    expect(await app.requestMails()).toHaveLength(sent)
  })

  it('shows nobody the mail of a request that they may not read', async () => {
    const { id } = await arrived(app)
    await workAt(app, ['pass.stelle'])
    const answer = await app.post(`${desk}/requests/${id}/answer-preview`, { text: 'Nein.' })
    expect(answer.error?.code).toBe('not-found')
  })

  it('finds a request by a part of the name, whatever its case and its view', async () => {
    const { ticket } = await arrived(app, { name: 'Łucja Von_Stein' })
    await arrived(app, { name: 'Vonnegut 100 %' })
    await workAt(app, ['info'])
    const found = async (q: string) => {
      const query = new URLSearchParams({ q, view: 'closed' })
      const { body } = await app.get<StaffRequests>(`${desk}/requests?${query}`)
      return body.requests.map((line) => line.name)
    }
    expect(await found('von_s')).toEqual(['Łucja Von_Stein'])
    expect(await found('0 %')).toEqual(['Vonnegut 100 %'])
    expect(await found(ticket.toLowerCase())).toEqual(['Łucja Von_Stein'])
    expect(await found('von')).toHaveLength(2)
  })
})

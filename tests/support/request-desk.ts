import * as v from 'valibot'
import type { TenantFile } from '#server/tenants/tenant-file.schema.ts'
import { RequestSettings } from '#shared/contracts/request-settings.ts'
import type { RequestForm } from '#shared/contracts/requests.ts'
import type { StaffRequest } from '#shared/contracts/staff-requests.ts'
import type { TestApp } from './app.ts'
import { townWithMailboxes, writeAndConfirm } from './requests.ts'
import { signIn, staffMember } from './staff.ts'

export const desk = '/api/teststadt/staff'

/** The town of the tests with a topic, an address for answers, and calls that can be promised. */
export function townWithDesk(changes: v.InferInput<typeof RequestSettings> = {}): TenantFile {
  const requests = v.parse(RequestSettings, {
    dueHours: 8,
    replyTo: 'anliegen@teststadt.example',
    hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '12:00' }],
    callbacks: { minutes: 60, calls: 1, leadMinutes: 60, horizonDays: 7 },
    topics: [
      {
        id: 'laterne',
        name: { de: 'Straßenlaterne defekt', en: 'Broken street lamp' },
        mailbox: 'info',
        terms: ['Laterne', 'Beleuchtung'],
        fields: [
          {
            id: 'ort',
            type: 'place',
            label: { de: 'Wo steht sie?', en: 'Where is it?' },
            required: true,
          },
          {
            id: 'schaden',
            type: 'choice',
            label: { de: 'Schaden', en: 'Damage' },
            choices: [
              { id: 'dunkel', name: { de: 'Leuchtet nicht', en: 'Dark' } },
              { id: 'mast', name: { de: 'Mast beschädigt', en: 'Mast damaged' } },
            ],
          },
          { id: 'seit', type: 'date', label: { de: 'Seit wann?', en: 'Since when?' } },
        ],
      },
    ],
    ...changes,
  })
  return townWithMailboxes({ requests })
}

/** Lets a caseworker share mailboxes, and every request from here on come from them. */
export async function workAt(
  app: TestApp,
  mailboxes: readonly string[],
  { id = 'anna', part = 'member' as 'member' | 'deputy', tenantId = 'teststadt' } = {},
): Promise<string> {
  await addWorker(app, mailboxes, { id, part, tenantId })
  signIn(app, staffMember('caseworker', tenantId, id))
  return id
}

/** Somebody who shares mailboxes, without signing them in. */
export async function addWorker(
  app: TestApp,
  mailboxes: readonly string[],
  { id = 'anna', part = 'member' as 'member' | 'deputy', tenantId = 'teststadt' } = {},
): Promise<void> {
  const { db, clock } = app.deps
  const now = clock.now()
  await db
    .insertInto('staff')
    .values({
      id,
      name: `Sachbearbeitung ${id}`,
      email: `${id}@${tenantId}.example`,
      email_verified: 1,
      image: null,
      second_factor: null,
      disabled_at: null,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  await db
    .insertInto('staff_role')
    .values({ tenant_id: tenantId, staff_id: id, role: 'caseworker' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  for (const mailbox of mailboxes) {
    await db
      .insertInto('mailbox_member')
      .values({ tenant_id: tenantId, mailbox_id: mailbox, staff_id: id, part })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** Reads and changes requests as whoever is signed in. */
export function deskOf(app: TestApp) {
  return {
    read: (id: string) => app.get<StaffRequest>(`${desk}/requests/${id}`),
    act: (id: string, action: string, body: object = {}) =>
      app.post<StaffRequest>(`${desk}/requests/${id}/${action}`, body),
  }
}

/** A request that has been confirmed, with the id and the resident's token. */
export function arrived(app: TestApp, changes: Partial<RequestForm> = {}) {
  return writeAndConfirm(app, changes)
}

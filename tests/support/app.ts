import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, inject } from 'vitest'
import { createApp } from '#server/app.ts'
import { composeDeps } from '#server/compose.ts'
import { parseConfig } from '#server/config.ts'
import type { Engine } from '#server/db/database.ts'
import { migrate } from '#server/db/migrate.ts'
import type { Deps } from '#server/deps.ts'
import { Limits, type Policies, defaultPolicies } from '#server/http/rate-limit.ts'
import type {
  AppointmentMail,
  DepartmentMail,
  Mail,
  ReplacementMail,
  RequestMail,
  RequestUpdateMail,
  StaffMail,
} from '#server/mail/mails.ts'
import type { TenantFile } from '#server/tenants/tenant-file.schema.ts'
import { importTenant } from '#server/tenants/tenants.ts'
import type { ErrorBody } from '#shared/contracts/errors.ts'
import { type FakeClock, fakeClock } from './clock.ts'
import { createDatabase } from './postgres.ts'
import { town } from './town.ts'

export interface Answer<T> {
  status: number
  headers: Headers
  body: T
  /** The code of a refusal; undefined for a success. */
  error: ErrorBody['error'] | undefined
}

/** The app as main.ts builds it, on a database of its own, with a clock that stands still. */
export interface TestApp {
  deps: Deps
  clock: FakeClock
  fetch(path: string, init?: RequestInit): Promise<Response>
  get<T>(path: string): Promise<Answer<T>>
  post<T>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer<T>>
  /** What waits to be sent about appointments, oldest first. */
  mails(): Promise<AppointmentMail[]>
  /** What waits to be sent about appointments that cannot take place, oldest first. */
  replacementMails(): Promise<ReplacementMail[]>
  /** What waits to be sent about requests, oldest first. */
  requestMails(): Promise<(RequestMail | RequestUpdateMail | DepartmentMail)[]>
  /** What waits to be sent to the staff about their access, oldest first. */
  staffMails(): Promise<StaffMail[]>
  close(): Promise<void>
}

/** Runs a suite against real SQLite and real PostgreSQL. */
export function describeOnBothEngines(name: string, suite: (engine: Engine) => void): void {
  for (const engine of ['sqlite', 'postgres'] as const) {
    describe(`${name} (${engine})`, () => suite(engine))
  }
}

export async function databaseEnvironment(engine: Engine): Promise<Record<string, string>> {
  if (engine === 'sqlite') return {}
  return { DATABASE_URL: await createDatabase(inject('postgresUrl')) }
}

export async function openTestApp(
  engine: Engine,
  { towns = [town()], policies = {} }: { towns?: TenantFile[]; policies?: Partial<Policies> } = {},
): Promise<TestApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rathauslotse-test-'))
  const clock = fakeClock()
  const environment = await databaseEnvironment(engine)
  const config = parseConfig({ ...environment, DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  const deps = composeDeps(config, clock)
  deps.limits = new Limits(clock, { ...defaultPolicies, ...policies })
  await migrate(deps.db, deps.engine)
  for (const file of towns) await importTenant(deps.db, file)
  const app = createApp(deps)

  const answer = async <T>(response: Response): Promise<Answer<T>> => {
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    const body = (await (isJson ? response.json() : response.text())) as T
    const error = response.ok ? undefined : (body as ErrorBody).error
    return { status: response.status, headers: response.headers, body, error }
  }
  const waitingMails = async () => {
    const rows = await deps.db
      .selectFrom('outbox_mail')
      .select('sealed')
      .where('state', '=', 'waiting')
      .orderBy('created_at')
      .execute()
    return rows.map(({ sealed }) => JSON.parse(deps.keys.open(sealed)) as Mail)
  }
  const fetch = async (path: string, init?: RequestInit) => app.request(path, init)

  return {
    deps,
    clock,
    fetch,
    get: async (path) => answer(await fetch(path)),
    post: async (path, body, headers = {}) =>
      answer(
        await fetch(path, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
    mails: async () => (await waitingMails()).filter(isAboutAppointment),
    replacementMails: async () => (await waitingMails()).filter(isAboutReplacement),
    requestMails: async () => (await waitingMails()).filter(isAboutRequest),
    staffMails: async () => (await waitingMails()).filter(isToStaff),
    async close() {
      deps.streams.endAll()
      await deps.bell.close()
      await deps.db.destroy()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function isAboutAppointment(mail: Mail): mail is AppointmentMail {
  return !isAboutRequest(mail) && !isAboutReplacement(mail) && !isToStaff(mail)
}

function isAboutReplacement(mail: Mail): mail is ReplacementMail {
  return mail.kind.startsWith('replacement-')
}

function isToStaff(mail: Mail): mail is StaffMail {
  return mail.kind.startsWith('staff-')
}

function isAboutRequest(mail: Mail): mail is RequestMail | RequestUpdateMail | DepartmentMail {
  return mail.kind.startsWith('request-')
}

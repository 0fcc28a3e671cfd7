import { isAbsolute, join, resolve } from 'node:path'
import * as v from 'valibot'

const text = (expected: string) => v.pipe(v.string(expected), v.minLength(1, expected))

const port = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/, 'must be a port number'),
  v.transform(Number),
  v.maxValue(65535, 'must be a port number'),
)

const url = (...protocols: string[]) => {
  const expected = `must be an address that begins with ${protocols.join('// or ')}//`
  return v.pipe(
    v.string(),
    v.check(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      expected,
    ),
    v.check((value) => URL.canParse(value) && new URL(value).hostname !== '', expected),
  )
}

const mebibytes = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,6}$/, 'must be a number of mebibytes'),
  v.transform((value) => Number(value) * 1024 * 1024),
)

const oneOf = <const Values extends string[]>(...values: Values) =>
  v.picklist(values, `must be one of ${values.join(', ')}`)

/** Those of the browsers that people have; a server that sends anywhere could be led anywhere. */
const knownPushServices = [
  'https://fcm.googleapis.com',
  'https://*.push.services.mozilla.com',
  'https://*.notify.windows.com',
  'https://*.push.apple.com',
]

const Environment = v.object({
  PORT: v.optional(port, '3000'),
  HOST: v.optional(text('must name a host'), '127.0.0.1'),
  PUBLIC_URL: v.optional(url('http:', 'https:')),
  DATA_DIR: v.optional(text('must name a folder'), './data'),
  DATABASE_URL: v.optional(url('postgres:', 'postgresql:')),
  SMTP_URL: v.optional(url('smtp:', 'smtps:')),
  MAIL_FROM: v.optional(v.pipe(v.string(), v.regex(/^[^\s@<>]+@[^\s@<>]+$/, 'must be an address'))),
  MODE: v.optional(oneOf('demo', 'production'), 'demo'),
  TRUST_PROXY: v.optional(v.string(), ''),
  PUSH_SERVICES: v.optional(v.string(), knownPushServices.join(',')),
  OIDC_ISSUER: v.optional(url('http:', 'https:')),
  OIDC_CLIENT_ID: v.optional(text('must not be empty')),
  OIDC_CLIENT_SECRET: v.optional(text('must not be empty')),
  OIDC_LABEL: v.optional(text('must not be empty'), 'OpenID Connect'),
  ATTACHMENTS_MAX_MIB: v.optional(mebibytes, '10240'),
  MAIL_IN_MAX_MIB: v.optional(mebibytes, '25'),
  IMAP_URLS: v.optional(v.string(), ''),
  IMAP_LIVE: v.optional(v.string(), ''),
  IMAP_MOVE_TO: v.optional(text('must name a folder')),
  LOG_LEVEL: v.optional(oneOf('debug', 'info', 'warn', 'error', 'silent'), 'info'),
})

/** Where people of the staff may sign in besides here (OpenID Connect). */
export interface OpenIdConfig {
  /** Without a slash at its end. */
  issuer: string
  clientId: string
  clientSecret: string
  /** What the button of the sign-in page calls it. */
  label: string
}

/** A mailbox whose mail is read for a municipality. */
export interface ImapAccount {
  tenantId: string
  host: string
  port: number
  /** TLS from the first byte; without it only on this machine. */
  secure: boolean
  user: string
  password: string
  folder: string
  /** False: it is only looked at, and the log tells what would be done. */
  isLive: boolean
}

export interface Config {
  port: number
  host: string
  /** Without a slash at its end; links in mails are built from it, never from a request. */
  publicUrl: string
  dataDir: string
  databaseUrl: string | null
  smtpUrl: string | null
  mailFrom: string | null
  mode: 'demo' | 'production'
  /** Addresses of proxies whose X-Forwarded-For counts. */
  trustedProxies: string[]
  /** Origins that notices may be sent to; `*.` stands for any names before a host. Empty: no notices. */
  pushServices: string[]
  openId: OpenIdConfig | null
  /** How much room the files of one municipality's requests may take. */
  attachmentsMaxBytes: number
  imap: ImapAccount[]
  /** Where mails go that were taken in; null: they stay where they are, as read. */
  imapMoveTo: string | null
  /** What is longer is taken in without its attachments. */
  mailInMaxBytes: number
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** A wrong or missing setting: one line that names the variable and repeats nothing of its value. */
export class ConfigError extends Error {}

/** Parses the environment once, at the start. */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const result = v.safeParse(Environment, environment)
  if (!result.success) {
    const [issue] = result.issues
    throw new ConfigError(`${v.getDotPath(issue)}: ${issue.message}`)
  }
  const settings = result.output
  if (settings.MODE === 'production') {
    for (const name of ['PUBLIC_URL', 'SMTP_URL', 'MAIL_FROM'] as const) {
      if (!settings[name]) throw new ConfigError(`${name}: needed when MODE is production`)
    }
    if (!settings.PUBLIC_URL?.startsWith('https:')) {
      throw new ConfigError('PUBLIC_URL: must begin with https: when MODE is production')
    }
  }
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: (settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, ''),
    dataDir: isAbsolute(settings.DATA_DIR) ? settings.DATA_DIR : resolve(settings.DATA_DIR),
    databaseUrl: settings.DATABASE_URL ?? null,
    smtpUrl: settings.SMTP_URL ?? null,
    mailFrom: settings.MAIL_FROM ?? null,
    mode: settings.MODE,
    trustedProxies: listOf(settings.TRUST_PROXY),
    pushServices: listOf(settings.PUSH_SERVICES),
    openId: openIdOf(settings),
    attachmentsMaxBytes: settings.ATTACHMENTS_MAX_MIB,
    imap: imapAccountsOf(settings),
    imapMoveTo: settings.IMAP_MOVE_TO ?? null,
    mailInMaxBytes: settings.MAIL_IN_MAX_MIB,
    logLevel: settings.LOG_LEVEL,
  }
}

/** All of it or nothing: half a sign-in is none. */
function openIdOf(settings: v.InferOutput<typeof Environment>): OpenIdConfig | null {
  const {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_LABEL: label,
    MODE: mode,
  } = settings
  if (!issuer && !clientId && !clientSecret) return null
  if (!issuer) throw new ConfigError('OIDC_ISSUER: needed with OIDC_CLIENT_ID')
  if (!clientId) throw new ConfigError('OIDC_CLIENT_ID: needed with OIDC_ISSUER')
  if (!clientSecret) throw new ConfigError('OIDC_CLIENT_SECRET: needed with OIDC_ISSUER')
  if (mode === 'production' && !issuer.startsWith('https:')) {
    throw new ConfigError('OIDC_ISSUER: must begin with https: when MODE is production')
  }
  return { issuer: issuer.replace(/\/+$/, ''), clientId, clientSecret, label }
}

/** `musterstadt=imaps://user:password@host/INBOX`, with commas between them. */
function imapAccountsOf(settings: v.InferOutput<typeof Environment>): ImapAccount[] {
  const live = listOf(settings.IMAP_LIVE)
  const accounts = listOf(settings.IMAP_URLS).map((entry) => {
    const [, tenantId, address] = /^([a-z0-9-]+)=(imaps?:\/\/.+)$/.exec(entry) ?? []
    const url = address !== undefined && URL.canParse(address) ? new URL(address) : null
    if (tenantId === undefined || !url?.hostname || !url.username) {
      throw new ConfigError('IMAP_URLS: must be like town=imaps://user:password@host/INBOX')
    }
    const secure = url.protocol === 'imaps:'
    if (!secure && settings.MODE === 'production') {
      throw new ConfigError('IMAP_URLS: must begin with imaps: when MODE is production')
    }
    return {
      tenantId,
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port ? Number(url.port) : secure ? 993 : 143,
      secure,
      user: decoded(url.username),
      password: decoded(url.password),
      folder: decoded(url.pathname.slice(1)) || 'INBOX',
      isLive: live.includes(tenantId),
    }
  })
  if (live.some((name) => !accounts.some(({ tenantId }) => tenantId === name))) {
    throw new ConfigError('IMAP_LIVE: names a municipality that IMAP_URLS does not')
  }
  return accounts
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new ConfigError('IMAP_URLS: a % must be written as %25')
  }
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
}

export function readConfig(): Config {
  return parseConfig(process.env)
}

/** Where mails go that no SMTP server takes. */
export function mailFolder(config: Config): string {
  return join(config.dataDir, 'mail')
}

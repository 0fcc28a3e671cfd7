import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, mailFolder, parseConfig } from '#server/config.ts'

const complete = {
  MODE: 'production',
  PUBLIC_URL: 'https://termine.musterstadt.example',
  SMTP_URL: 'smtps://post:secret@mail.example',
  MAIL_FROM: 'termine@musterstadt.example',
}

/** What stops the start; an error of another kind would show a stack instead of one line. */
function refusal(environment: Record<string, string | undefined>): string {
  try {
    parseConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  throw new Error(`accepted: ${JSON.stringify(environment)}`)
}

describe('the configuration', () => {
  it('is a demo on this machine if nothing is set', () => {
    expect(parseConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      dataDir: resolve('data'),
      databaseUrl: null,
      smtpUrl: null,
      mailFrom: null,
      mode: 'demo',
      trustedProxies: [],
      pushServices: [
        'https://fcm.googleapis.com',
        'https://*.push.services.mozilla.com',
        'https://*.notify.windows.com',
        'https://*.push.apple.com',
      ],
      openId: null,
      attachmentsMaxBytes: 10_737_418_240,
      imap: [],
      imapMoveTo: null,
      mailInMaxBytes: 26_214_400,
      logLevel: 'info',
    })
  })

  it('takes every variable as it is set', () => {
    expect(
      parseConfig({
        ...complete,
        PORT: '8080',
        HOST: '0.0.0.0',
        DATA_DIR: '/var/lib/rathauslotse',
        DATABASE_URL: 'postgres://user:secret@db.example/rathauslotse',
        TRUST_PROXY: '10.0.0.1, 10.0.0.2',
        PUSH_SERVICES: '',
        OIDC_ISSUER: 'https://konto.musterstadt.example/realms/amt/',
        OIDC_CLIENT_ID: 'lotse',
        OIDC_CLIENT_SECRET: 'secret',
        OIDC_LABEL: 'Stadtkonto',
        ATTACHMENTS_MAX_MIB: '2',
        MAIL_IN_MAX_MIB: '1',
        IMAP_URLS:
          'musterstadt=imaps://a%40b.example:x%2Cy@imap.example/Ein/Gang, neustadt=imaps://n:p@[::1]:9993',
        IMAP_LIVE: 'musterstadt',
        IMAP_MOVE_TO: 'Erledigt',
        LOG_LEVEL: 'warn',
      }),
    ).toEqual({
      port: 8080,
      host: '0.0.0.0',
      publicUrl: 'https://termine.musterstadt.example',
      dataDir: '/var/lib/rathauslotse',
      databaseUrl: 'postgres://user:secret@db.example/rathauslotse',
      smtpUrl: 'smtps://post:secret@mail.example',
      mailFrom: 'termine@musterstadt.example',
      mode: 'production',
      trustedProxies: ['10.0.0.1', '10.0.0.2'],
      pushServices: [],
      openId: {
        issuer: 'https://konto.musterstadt.example/realms/amt',
        clientId: 'lotse',
        clientSecret: 'secret',
        label: 'Stadtkonto',
      },
      attachmentsMaxBytes: 2_097_152,
      mailInMaxBytes: 1_048_576,
      imap: [
        {
          tenantId: 'musterstadt',
          host: 'imap.example',
          port: 993,
          secure: true,
          user: 'a@b.example',
          password: 'x,y',
          folder: 'Ein/Gang',
          isLive: true,
        },
        {
          tenantId: 'neustadt',
          host: '::1',
          port: 9993,
          secure: true,
          user: 'n',
          password: 'p',
          folder: 'INBOX',
          isLive: false,
        },
      ],
      imapMoveTo: 'Erledigt',
      logLevel: 'warn',
    })
  })

  it('names the port in the address of links', () => {
    expect(parseConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080')
  })

  it('takes the slash off the end of the address', () => {
    expect(parseConfig({ PUBLIC_URL: 'https://a.example/termine//' }).publicUrl).toBe(
      'https://a.example/termine',
    )
  })

  it('trusts no proxy if the variable is empty', () => {
    expect(parseConfig({ TRUST_PROXY: '' }).trustedProxies).toEqual([])
  })

  it('finds mails in the folder of the data', () => {
    const config = parseConfig({ DATA_DIR: '/var/lib/rathauslotse' })
    expect(mailFolder(config)).toBe(join('/var/lib/rathauslotse', 'mail'))
  })
})

describe('a wrong value', () => {
  it.each([
    ['PORT', ['http', '70000', '-1', '3000.5', ' 3000', '']],
    ['HOST', ['']],
    ['PUBLIC_URL', ['ftp://a.example', 'javascript:alert(1)']],
    ['DATA_DIR', ['']],
    ['DATABASE_URL', ['mysql://db.example/x', 'file:/tmp/db']],
    ['SMTP_URL', ['https://mail.example', 'mailto:anna@example.org']],
    ['MAIL_FROM', ['termine', 'a b@example.org', 'Amt <a@example.org>', 'a@b.de\nBcc: c@d.de', '']],
    ['MODE', ['prod', 'PRODUCTION', '']],
    ['ATTACHMENTS_MAX_MIB', ['0', '-1', '1.5', 'viel', '']],
    ['MAIL_IN_MAX_MIB', ['0', '25M', '']],
    ['IMAP_URLS', ['imaps://a:b@host', 'x=pop3://a:b@host', 'x=imaps://host', 'x=imaps://%:b@h']],
    ['IMAP_LIVE', ['musterstadt']],
    ['IMAP_MOVE_TO', ['']],
    ['LOG_LEVEL', ['verbose', 'INFO', '']],
  ])('of %s stops the start with its name: %j', (name, values) => {
    for (const value of values) expect(refusal({ [name]: value })).toMatch(`${name}: `)
  })

  it.each(['PUBLIC_URL', 'DATABASE_URL', 'SMTP_URL'])(
    'of %s stops the start with its name even if it is no address at all',
    (name) => {
      for (const value of ['', 'example', 'smtp//mail.example', 'https://']) {
        expect(refusal({ [name]: value })).toMatch(`${name}: `)
      }
    },
  )

  it('is told on one line', () => {
    expect(refusal({ MODE: 'demo\nproduction' })).not.toContain('\n')
    expect(refusal({ PORT: '3000\n' })).not.toContain('\n')
  })

  it('is told without the password that it may hold', () => {
    expect(refusal({ SMTP_URL: 'imap://post:secret@mail.example' })).not.toContain('secret')
    expect(refusal({ IMAP_URLS: 'x=pop3://post:secret@mail.example' })).not.toContain('secret')
    expect(refusal({ DATABASE_URL: 'mysql://user:secret@db.example/x' })).not.toContain('secret')
  })
})

describe('production', () => {
  it('starts with all that it needs', () => {
    expect(parseConfig(complete).mode).toBe('production')
  })

  it.each(['PUBLIC_URL', 'SMTP_URL', 'MAIL_FROM'])('does not start without %s', (name) => {
    expect(refusal({ ...complete, [name]: undefined })).toMatch(`${name}: `)
  })

  it('does not start with links that anyone on the way could read', () => {
    expect(refusal({ ...complete, PUBLIC_URL: 'http://a.example' })).toMatch('PUBLIC_URL: ')
  })
})

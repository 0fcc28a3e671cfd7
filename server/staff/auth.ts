import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Clock } from '#server/clock.ts'
import type { Config } from '#server/config.ts'
import type { Db } from '#server/db/database.ts'
import type { Keys } from '#server/keys.ts'
import type { Log } from '#server/log.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { findStaffById } from './staff.queries.ts'

export type Auth = ReturnType<typeof openAuth>

/** Paths of better-auth at whose end somebody has shown more than a password. */
const strongPaths = ['/two-factor/verify-totp', '/two-factor/verify-backup-code', '/passkey/']

const longestUserAgent = 300

/**
 * better-auth on our database and in our tables. Only our own routes call it (`auth.api`); none of
 * its own can be reached from outside.
 */
export function openAuth({ db, keys, config, clock, log }: AuthDeps) {
  const isHttps = config.publicUrl.startsWith('https:')
  const { origin, hostname } = new URL(config.publicUrl)
  return betterAuth({
    appName: 'Rathauslotse',
    baseURL: origin,
    basePath: '/api/auth',
    secret: keys.signInSecret,
    // As for SQLite on both engines: instants as ISO text and 0 or 1, as in all our tables.
    database: { db, type: 'sqlite', transaction: true },
    telemetry: { enabled: false },
    // The routes count by themselves, by keyed hashes instead of addresses.
    rateLimit: { enabled: false },
    logger: {
      level: 'error',
      // Its messages may quote what somebody typed.
      log: (level) => {
        if (level === 'error') log.warn('sign-in-failed')
      },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: 200,
      password: {
        hash: hashPassword,
        verify: ({ password, hash }) => verifyPassword(password, hash),
      },
    },
    user: {
      modelName: 'staff',
      fields: {
        emailVerified: 'email_verified',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    session: {
      modelName: 'staff_session',
      fields: {
        userId: 'staff_id',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        expiresAt: 'expires_at',
      },
      additionalFields: {
        secondFactor: {
          type: 'boolean',
          required: false,
          input: false,
          fieldName: 'second_factor',
        },
        seenAt: { type: 'string', required: false, input: false, fieldName: 'seen_at' },
      },
      // Idle and absolute limits are ours, by our clock: see session.ts.
      disableSessionRefresh: true,
      freshAge: 0,
    },
    account: {
      modelName: 'staff_account',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'staff_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'staff_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            const person = await findStaffById(db, session.userId)
            if (!person || person.disabled_at) return false
            const now = clock.now()
            return {
              data: {
                ...session,
                secondFactor: strongPaths.some((path) => context?.path.startsWith(path)),
                userAgent: session.userAgent?.slice(0, longestUserAgent),
                seenAt: now,
                createdAt: new Date(now),
              },
            }
          },
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Rathauslotse',
        schema: {
          user: { fields: { twoFactorEnabled: 'second_factor' } },
          twoFactor: {
            modelName: 'staff_totp',
            fields: {
              backupCodes: 'backup_codes',
              userId: 'staff_id',
              failedVerificationCount: 'failed_attempts',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      passkey({
        rpID: hostname,
        rpName: 'Rathauslotse',
        origin,
        // With its own check of the person a passkey is two factors; it must live on the device.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification: ({ verification }) => {
            requireVerifiedUser(verification.registrationInfo?.userVerified)
          },
        },
        authentication: {
          afterVerification: ({ verification }) => {
            requireVerifiedUser(verification.authenticationInfo.userVerified)
          },
        },
        schema: {
          passkey: {
            modelName: 'staff_passkey',
            fields: {
              publicKey: 'public_key',
              userId: 'staff_id',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
    ],
    advanced: {
      // Our migrations make the tables; its check asks each engine in the language of SQLite.
      database: { validateSchema: false },
      ipAddress: { disableIpTracking: true },
      // Our own check of the origin stands before every route, also where a test sends none.
      disableCSRFCheck: true,
      disableOriginCheck: true,
      useSecureCookies: false,
      cookiePrefix: cookiePrefix(config),
      defaultCookieAttributes: { secure: isHttps, httpOnly: true, sameSite: 'lax', path: '/' },
    },
  })
}

/** The headers of a request as if nobody were signed in. */
export function withoutSession(config: Config, headers: Headers): Headers {
  const copy = new Headers(headers)
  const kept = (headers.get('cookie') ?? '')
    .split(';')
    .filter((cookie) => !cookie.trim().startsWith(`${cookiePrefix(config)}.session_token=`))
  copy.set('cookie', kept.join(';'))
  return copy
}

/** `__Host-` binds a cookie to this host; browsers take it over HTTPS only. */
function cookiePrefix({ publicUrl }: Config): string {
  return publicUrl.startsWith('https:') ? '__Host-rathauslotse' : 'rathauslotse'
}

function requireVerifiedUser(isVerified: boolean | undefined): void {
  if (!isVerified) throw new APIError('UNAUTHORIZED')
}

interface AuthDeps {
  db: Db
  keys: Keys
  config: Config
  clock: Clock
  log: Log
}

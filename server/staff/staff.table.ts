import type { Role } from '#shared/contracts/staff.ts'

/** Somebody who works for municipalities. better-auth reads and writes all but `disabled_at`. */
export interface StaffTable {
  id: string
  name: string
  email: string
  email_verified: number
  image: string | null
  /** 1: sign-in asks for a code of an authenticator app. */
  second_factor: number | null
  disabled_at: string | null
  created_at: string
  updated_at: string
}

/** What a person may do where. */
export interface StaffRoleTable {
  tenant_id: string
  staff_id: string
  role: Role
}

export interface StaffSessionTable {
  id: string
  /** Worth nothing by itself: the cookie is signed with a key that the database does not hold. */
  token: string
  staff_id: string
  /** 1: begun or continued with more than a password. */
  second_factor: number | null
  /** Always null: addresses are not kept. */
  ip_address: string | null
  user_agent: string | null
  created_at: string
  seen_at: string | null
  locked_at: string | null
  updated_at: string
  expires_at: string
}

/** A way to sign in: a password (`credential`), or an account elsewhere. */
export interface StaffAccountTable {
  id: string
  account_id: string
  provider_id: string
  staff_id: string
  password: string | null
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: string | null
  refresh_token_expires_at: string | null
  scope: string | null
  created_at: string
  updated_at: string
}

/** What a sign-in under way has to remember. */
export interface StaffVerificationTable {
  id: string
  identifier: string
  value: string
  expires_at: string
  created_at: string
  updated_at: string
}

/** An authenticator app; secret and recovery codes are encrypted. */
export interface StaffTotpTable {
  id: string
  staff_id: string
  secret: string
  backup_codes: string
  verified: number | null
  failed_attempts: number | null
  locked_until: string | null
}

export interface StaffPasskeyTable {
  id: string
  staff_id: string
  name: string | null
  public_key: string
  credential_id: string
  counter: number
  device_type: string
  backed_up: number
  transports: string | null
  aaguid: string | null
  created_at: string | null
}

/** A mailed link that sets a password, once. */
export interface StaffLinkTable {
  secret_hash: string
  staff_id: string
  purpose: 'activation' | 'reset'
  created_at: string
  expires_at: string
}

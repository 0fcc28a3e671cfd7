import type { TableMaker } from './table-maker.ts'

/**
 * The people who work for municipalities, how they sign in, and what they may do where. A person
 * belongs to no municipality but has roles at some: only `staff_role` has a tenant. What better-auth
 * reads and writes has the columns that it needs; the names are ours.
 */
export async function createStaff({ table, index }: TableMaker): Promise<void> {
  const staff = { columns: ['staff_id'], of: 'staff', key: ['id'], cascade: true }
  await table(
    'staff',
    {
      id: 'text',
      name: 'text',
      email: 'text',
      email_verified: 'integer',
      image: 'text?',
      second_factor: 'integer?',
      disabled_at: 'text?',
      created_at: 'text',
      updated_at: 'text',
    },
    { key: ['id'], unique: [['email']] },
  )
  await table(
    'staff_role',
    { tenant_id: 'text', staff_id: 'text', role: 'text' },
    {
      key: ['tenant_id', 'staff_id', 'role'],
      references: { staff, tenant: { columns: ['tenant_id'], of: 'tenant', key: ['id'] } },
    },
  )
  await index('staff_role_staff', 'staff_role', ['staff_id'])
  await table(
    'staff_session',
    {
      id: 'text',
      token: 'text',
      staff_id: 'text',
      second_factor: 'integer?',
      ip_address: 'text?',
      user_agent: 'text?',
      created_at: 'text',
      seen_at: 'text?',
      locked_at: 'text?',
      updated_at: 'text',
      expires_at: 'text',
    },
    { key: ['id'], references: { staff }, unique: [['token']] },
  )
  await index('staff_session_staff', 'staff_session', ['staff_id'])
  await index('staff_session_expiry', 'staff_session', ['expires_at'])
  await table(
    'staff_account',
    {
      id: 'text',
      account_id: 'text',
      provider_id: 'text',
      staff_id: 'text',
      password: 'text?',
      access_token: 'text?',
      refresh_token: 'text?',
      id_token: 'text?',
      access_token_expires_at: 'text?',
      refresh_token_expires_at: 'text?',
      scope: 'text?',
      created_at: 'text',
      updated_at: 'text',
    },
    { key: ['id'], references: { staff }, unique: [['provider_id', 'account_id']] },
  )
  await index('staff_account_staff', 'staff_account', ['staff_id'])
  await table(
    'staff_verification',
    {
      id: 'text',
      identifier: 'text',
      value: 'text',
      expires_at: 'text',
      created_at: 'text',
      updated_at: 'text',
    },
    { key: ['id'] },
  )
  await index('staff_verification_identifier', 'staff_verification', ['identifier'])
  await index('staff_verification_expiry', 'staff_verification', ['expires_at'])
  await table(
    'staff_totp',
    {
      id: 'text',
      staff_id: 'text',
      secret: 'text',
      backup_codes: 'text',
      verified: 'integer?',
      failed_attempts: 'integer?',
      locked_until: 'text?',
    },
    { key: ['id'], references: { staff } },
  )
  await index('staff_totp_staff', 'staff_totp', ['staff_id'])
  await table(
    'staff_passkey',
    {
      id: 'text',
      staff_id: 'text',
      name: 'text?',
      public_key: 'text',
      credential_id: 'text',
      counter: 'integer',
      device_type: 'text',
      backed_up: 'integer',
      transports: 'text?',
      aaguid: 'text?',
      created_at: 'text?',
    },
    { key: ['id'], references: { staff }, unique: [['credential_id']] },
  )
  await index('staff_passkey_staff', 'staff_passkey', ['staff_id'])
  await table(
    'staff_link',
    {
      secret_hash: 'text',
      staff_id: 'text',
      purpose: 'text',
      created_at: 'text',
      expires_at: 'text',
    },
    { key: ['secret_hash'], references: { staff } },
  )
  await index('staff_link_staff', 'staff_link', ['staff_id'])
}

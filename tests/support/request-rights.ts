import type { Role } from '#shared/contracts/staff.ts'

/** Who may use a route of the request desk, and what the test needs to use it. */
export interface RequestRight {
  roles: readonly Role[]
  /** What the route names: only whoever shares its mailbox may see it. */
  names?: 'request' | 'closed request' | 'callback' | 'mailbox'
  query?: string
  body?: object
  /** 200 if left out. */
  success?: 201
  /** How many records it leaves; 1 for what is posted. */
  records?: number
}

const team = ['caseworker', 'agent'] as const
const ofRequest = { roles: team, names: 'request' } as const
const days = { from: '2026-11-23', to: '2026-11-27' }
const window = { date: '2026-11-24', from: '09:00' }

/** Every route of the request desk, and nobody else: `POST /staff/requests/{id}/take`. */
export const requestRights: Record<string, RequestRight> = {
  'GET /staff/mailboxes': { roles: team },
  'GET /staff/requests': { roles: team },
  'GET /staff/requests-live': { roles: team },
  'GET /staff/requests/{id}': ofRequest,
  'GET /staff/requests/{id}/canned': ofRequest,
  'GET /staff/requests/{id}/attachments/{attachment}': ofRequest,
  'GET /staff/requests/{id}/originals/{step}': ofRequest,
  'GET /staff/request-status': {
    roles: [...team, 'clerk', 'admin'],
    query: '?ticket=A-TTT-TTTT',
  },
  'GET /staff/callbacks': { roles: team },
  'GET /staff/callback-windows': { roles: team },
  'GET /staff/handover': { roles: team },
  'GET /staff/mailbox-teams': { roles: ['admin'] },
  'GET /staff/mailbox-health': { roles: [...team, 'admin'] },
  'GET /staff/routing-figures': { roles: ['caseworker', 'editor', 'admin'] },
  'POST /staff/requests/{id}/take': ofRequest,
  'POST /staff/requests/{id}/release': ofRequest,
  'POST /staff/requests/{id}/assign': { ...ofRequest, body: { to: null } },
  'POST /staff/requests/{id}/note': { ...ofRequest, body: { text: 'Notiz.' } },
  'POST /staff/requests/{id}/answer': { ...ofRequest, body: { text: 'Antwort.' }, records: 2 },
  'POST /staff/requests/{id}/answer-preview': {
    ...ofRequest,
    body: { text: 'Antwort.', then: 'close' },
    records: 0,
  },
  'POST /staff/requests/{id}/forward': { ...ofRequest, body: { mailbox: 'pass.stelle' } },
  'POST /staff/requests/{id}/close': { ...ofRequest, body: {} },
  'POST /staff/requests/{id}/reopen': { roles: team, names: 'closed request', body: {} },
  'POST /staff/requests/{id}/merge': { ...ofRequest, records: 2 },
  'POST /staff/requests/{id}/draft-faq': {
    ...ofRequest,
    body: { question: 'Wie geht das?', answer: 'So geht das.' },
    success: 201,
    records: 2,
  },
  'POST /staff/requests/{id}/callback': { ...ofRequest, body: { window } },
  'POST /staff/callbacks/{id}/outcome': {
    roles: team,
    names: 'callback',
    body: { outcome: 'reached' },
  },
  'POST /staff/absence': { roles: team, body: days },
  'POST /staff/absence-clear': { roles: team, body: {} },
  'POST /staff/mailbox-teams/{mailbox}': {
    roles: ['admin'],
    names: 'mailbox',
    body: { members: [], deputies: [] },
  },
}

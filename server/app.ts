import { openAPIRouteHandler } from 'hono-openapi'
import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { appointmentRoutes } from './appointments/appointments.routes.ts'
import { waitingRoutes } from './appointments/waiting/waiting.routes.ts'
import { auditRoutes } from './audit/audit.routes.ts'
import { catalogueRoutes } from './catalogue/catalogue.routes.ts'
import { exchangeRoutes } from './catalogue/exchange/exchange.routes.ts'
import { entryRoutes } from './catalogue/entries.routes.ts'
import { worklistRoutes } from './catalogue/worklist.routes.ts'
import { configurationRoutes } from './configuration/configuration.routes.ts'
import { demoMailRoutes } from './demo/demo-mail.routes.ts'
import type { Deps } from './deps.ts'
import { AppError } from './errors.ts'
import { healthRoutes } from './health/health.routes.ts'
import { limitWrites, neverStored } from './http/api-defaults.ts'
import { compressed } from './http/compressed.ts'
import { identifyCaller } from './http/caller.ts'
import type { Env } from './http/context.ts'
import { handleError } from './http/handle-error.ts'
import { takesLargeBody } from './http/raw-body.ts'
import { requireSameOrigin } from './http/same-origin.ts'
import { securityHeaders } from './http/security-headers.ts'
import { findMunicipality } from './http/tenant.ts'
import { pageRoutes } from './pages/pages.routes.ts'
import { replacementRoutes, replacementStaffRoutes } from './replacements/replacements.routes.ts'
import { askingRoutes } from './requests/asking.routes.ts'
import { requestReadingRoutes } from './requests/desk/reading.routes.ts'
import { mailboxTeamRoutes } from './requests/desk/teams.routes.ts'
import { requestWorkRoutes } from './requests/desk/work.routes.ts'
import { attachmentRoutes } from './requests/attachments/attachments.routes.ts'
import { staffAttachmentRoutes } from './requests/attachments/staff-attachments.routes.ts'
import { requestRoutes } from './requests/requests.routes.ts'
import { accountRoutes } from './staff/account.routes.ts'
import { counterRoutes } from './staff/counter.routes.ts'
import { dayRoutes } from './staff/day.routes.ts'
import { deskRoutes } from './staff/desk.routes.ts'
import { peopleRoutes } from './staff/people.routes.ts'
import { signInRoutes } from './staff/sign-in.routes.ts'
import { terminalRoutes } from './staff/terminal.routes.ts'
import { statisticsRoutes } from './statistics/statistics.routes.ts'
import { crestRoutes } from './tenants/crest.routes.ts'
import { tenantListRoutes, tenantRoutes } from './tenants/tenants.routes.ts'

const largestBody = 64 * 1024

/** Everything that answers HTTP, built from what it needs; tests build the same. */
export function createApp(deps: Deps) {
  const ofTenant = new Hono<Env>()
    .use(findMunicipality(deps))
    .route('/', tenantRoutes(deps))
    .route('/', catalogueRoutes(deps))
    .route('/', appointmentRoutes(deps))
    .route('/', waitingRoutes(deps))
    .route('/', askingRoutes(deps))
    .route('/', requestRoutes(deps))
    .route('/', attachmentRoutes(deps))
    .route('/', replacementRoutes(deps))

  const api = new Hono<Env>()
    .use(neverStored())
    .use(requireSameOrigin(deps))
    .use(limitBodies())
    .use(limitWrites(deps))
    .route('/health', healthRoutes(deps))
    .route('/', tenantListRoutes(deps))
    .route('/auth', signInRoutes(deps))
    .route('/staff', accountRoutes(deps))

  api.get(
    '/openapi.json',
    openAPIRouteHandler(api, {
      documentation: {
        info: {
          title: 'Rathauslotse',
          version: '0.1.0',
          description: 'Self-service of municipalities: find the answer, book, confirm, come.',
          license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/en/' },
        },
        servers: [{ url: '/api' }],
      },
    }),
  )
  // These are no municipalities, whatever is missing below them.
  for (const path of ['/auth/*', '/staff/*']) api.all(path, () => refuse('not-found'))
  // Before the residents' routes: these ask who is there before they look for the municipality.
  api.route('/:tenant/staff', dayRoutes(deps))
  api.route('/:tenant/staff', counterRoutes(deps))
  api.route('/:tenant/staff', deskRoutes(deps))
  api.route('/:tenant/staff', terminalRoutes(deps))
  api.route('/:tenant/staff', peopleRoutes(deps))
  api.route('/:tenant/staff', auditRoutes(deps))
  api.route('/:tenant/staff', entryRoutes(deps))
  api.route('/:tenant/staff', worklistRoutes(deps))
  api.route('/:tenant/staff', configurationRoutes(deps))
  api.route('/:tenant/staff', replacementStaffRoutes(deps))
  api.route('/:tenant/staff', statisticsRoutes(deps))
  api.route('/:tenant/staff', exchangeRoutes(deps))
  api.route('/:tenant/staff', requestReadingRoutes(deps))
  api.route('/:tenant/staff', requestWorkRoutes(deps))
  api.route('/:tenant/staff', staffAttachmentRoutes(deps))
  api.route('/:tenant/staff', mailboxTeamRoutes(deps))
  api.route('/:tenant', ofTenant)
  api.all('*', () => refuse('not-found'))

  const app = new Hono<Env>()
    .use(securityHeaders({ isProduction: deps.config.mode === 'production' }))
    .use(identifyCaller(deps))
    // Only what is read: an answer with a token in it must not betray itself by its length.
    .get('*', compressed())
    .route('/api', api)
  if (deps.config.mode === 'demo') app.route('/demo', demoMailRoutes(deps))
  app.route('/crests', crestRoutes(deps))
  app.route('/', pageRoutes(deps))
  app.onError(handleError(deps))
  app.notFound(() => refuse('not-found'))
  return app
}

/** Large files are let pass where they are sent: their route knows its own limit. */
function limitBodies(): MiddlewareHandler {
  const limit = bodyLimit({ maxSize: largestBody, onError: () => refuse('body-too-large') })
  return (c, next) => (takesLargeBody(c.req.path) ? next() : limit(c, next))
}

function refuse(code: 'body-too-large' | 'not-found'): never {
  throw new AppError(code)
}

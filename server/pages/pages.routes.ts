import { existsSync } from 'node:fs'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { Env } from '#server/http/context.ts'
import { staffContentSecurityPolicy } from '#server/http/security-headers.ts'
import { describeTenantShortly } from '#server/tenants/describe-tenant.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { listMunicipalities } from '#server/tenants/tenants.ts'
import { channels } from '#shared/contracts/entries.ts'
import { Language } from '#shared/contracts/fields.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { notFoundText, tenantsText } from './page-texts.ts'
import { describePage } from './pages.ts'
import type { PageSearch } from './search-texts.ts'
import { type Page, clientDir, readShell, readStaffShell, renderPage } from './shell.ts'
import { pageWords } from './words.ts'

const oneYear = 31_536_000
const longestQuery = 200

/** The files of the client, and for every public path a page with its head and its text. */
export function pageRoutes(deps: Deps) {
  const shell = readShell()
  const staffShell = readStaffShell()
  const show = async (c: Context, page: Page, status: 200 | 404 = 200) => {
    c.header('Cache-Control', 'no-cache')
    return c.html(await renderPage(shell, page, deps.config.publicUrl), status)
  }

  return new Hono<Env>()
    .route('/', clientFiles())
    .get('/.well-known/security.txt', (c) => c.text(securityText(deps)))
    .get('/', async (c) => {
      const tenants = await listMunicipalities(deps.db)
      const [only] = tenants
      if (only && tenants.length === 1) return c.redirect(`/${only.slug}/`, 302)
      const lang = languageOf(c)
      return show(c, {
        lang,
        title: `Rathauslotse – ${pageWords[lang].chooseMunicipality}`,
        description: tenants.map(({ officialName }) => officialName).join(', '),
        canonicalPath: '/',
        manifestPath: null,
        languages: ['de', 'en'],
        body: tenantsText({ tenants: tenants.map(describeTenantShortly) }, lang),
      })
    })
    .get('/:tenant/manifest.webmanifest', async (c) => {
      const municipality = await deps.municipalities.find(deps.db, c.req.param('tenant'))
      if (!municipality) throw new AppError('unknown-tenant')
      const { name, officialName, colours, slug } = municipality.file.tenant
      c.header('Content-Type', 'application/manifest+json')
      return c.body(
        JSON.stringify({
          name: officialName,
          short_name: name,
          lang: 'de',
          start_url: `/${slug}/`,
          scope: '/',
          display: 'standalone',
          theme_color: colours.primary,
          background_color: '#ffffff',
          icons: [{ src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' }],
        }),
      )
    })
    .get('/staff', showStaffPage)
    .get('/staff/*', showStaffPage)
    .get('/:tenant/*', showTenantPage)
    .get('/:tenant', showTenantPage)

  /** The same for all of their paths: what a person may see is asked of the API. */
  function showStaffPage(c: Context) {
    c.header('Cache-Control', 'no-cache')
    c.header('Content-Security-Policy', staffContentSecurityPolicy)
    return c.html(staffShell)
  }

  async function showTenantPage(c: Context<Env>) {
    const lang = languageOf(c)
    const slug = c.req.param('tenant') ?? ''
    const municipality = await deps.municipalities.find(deps.db, slug)
    if (!municipality) return show(c, notFoundPage(lang, '/'), 404)
    const path = c.req.path.slice(slug.length + 2).replace(/\/+$/, '')
    try {
      const simple = c.req.query('variant') === 'simple'
      const search = searchOf(c, municipality, path, lang)
      return await show(c, describePage(deps, municipality, path, { lang, simple, search }))
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'not-found') throw error
      const { movedTo } = error.details
      if (movedTo)
        return c.redirect(`/${slug}/${movedTo}${lang === 'de' ? '' : `?lang=${lang}`}`, 301)
      return show(c, notFoundPage(lang, `/${slug}/`), 404)
    }
  }

  /** What the address asks of the search, found; what it asks in an unknown way is left out. */
  function searchOf(c: Context, municipality: Municipality, path: string, lang: Language) {
    const asked: PageSearch = {
      query: (c.req.query('q') ?? '').trim().slice(0, longestQuery),
      topic: municipality.file.lifeSituations.find(({ id }) => id === c.req.query('thema'))?.id,
      channel: channels.find((channel) => channel === c.req.query('kanal')),
    }
    if (path !== 'suche' || !asked.query) return asked
    const today = localMoment(deps.clock.now(), municipality.zone).date
    return {
      ...asked,
      found: deps.searches.find(municipality, { lang, today }, { ...asked, limit: 50 }),
    }
  }
}

/** What the client's build has made; nothing before it is built, as in tests of the API. */
function clientFiles() {
  const files = new Hono<Env>()
  if (!existsSync(clientDir)) return files
  return files
    .get(
      '/assets/*',
      serveStatic({
        root: clientDir,
        onFound: (_path, c) => c.header('Cache-Control', `public, max-age=${oneYear}, immutable`),
      }),
    )
    .get('/:file{[^/]+\\.(?:html|js|svg|png|ico|txt)}', serveStatic({ root: clientDir }))
    .get('/crests/*', serveStatic({ root: clientDir }))
}

function languageOf(c: Context): Language {
  const asked = v.safeParse(Language, c.req.query('lang'))
  return asked.success ? asked.output : 'de'
}

function notFoundPage(lang: Language, home: string): Page {
  const t = pageWords[lang]
  return {
    lang,
    title: t.notFound,
    description: t.notFoundIntro,
    canonicalPath: null,
    manifestPath: null,
    languages: [],
    body: notFoundText(lang, home),
  }
}

/** RFC 9116. It expires with the year that follows, so that somebody looks at it again. */
function securityText({ clock, config }: Deps): string {
  const nextYear = Number(clock.now().slice(0, 4)) + 1
  return [
    'Contact: https://github.com/rathauslotse/rathauslotse/security/advisories/new',
    `Expires: ${nextYear}-12-31T00:00:00.000Z`,
    'Preferred-Languages: de, en',
    `Canonical: ${config.publicUrl}/.well-known/security.txt`,
    '',
  ].join('\n')
}

import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { loadArea } from '#client/i18n/index.ts'
import { markNavigated } from '#client/composables/usePage.ts'
import { navigationFailed } from './shell/failed-navigation.ts'

/** A page together with the words that only such pages need. */
const withWords =
  <Page>(areas: string | string[], page: () => Promise<Page>) =>
  async () =>
    (await Promise.all([page(), ...[areas].flat().map(loadArea)]))[0]

const ofTenant: RouteRecordRaw[] = [
  { path: '', name: 'start', component: () => import('./pages/start/StartPage.vue') },
  {
    path: 'suche',
    name: 'search',
    component: withWords(['results', 'catalogue'], () => import('./pages/suche/SuchePage.vue')),
  },
  {
    path: 'leistungen',
    name: 'services',
    component: withWords('catalogue', () => import('./pages/leistungen/LeistungenPage.vue')),
    // Where the search was once.
    beforeEnter: ({ params, query }) => (query.q ? { name: 'search', params, query } : true),
  },
  {
    path: 'leistungen/:slug',
    name: 'service',
    component: withWords('catalogue', () => import('./pages/leistungen/detail/ServicePage.vue')),
  },
  {
    path: 'fragen',
    name: 'questions',
    component: withWords('catalogue', () => import('./pages/fragen/FragenPage.vue')),
  },
  {
    path: 'fragen/:slug',
    name: 'question',
    component: withWords('catalogue', () => import('./pages/fragen/detail/FragePage.vue')),
  },
  {
    path: 'standorte',
    name: 'offices',
    component: () => import('./pages/standorte/StandortePage.vue'),
  },
  {
    path: 'adressen',
    name: 'mailboxes',
    component: () => import('./pages/adressen/AdressenPage.vue'),
  },

  {
    path: 'termin',
    redirect: ({ params, query }) => ({ name: 'booking-service', params, query }),
  },
  {
    path: 'termin/leistung',
    name: 'booking-service',
    component: () => import('./pages/termin/leistung/LeistungPage.vue'),
  },
  {
    path: 'termin/zeit',
    name: 'booking-time',
    component: () => import('./pages/termin/zeit/ZeitPage.vue'),
  },
  {
    path: 'termin/daten',
    name: 'booking-details',
    component: () => import('./pages/termin/daten/DatenPage.vue'),
  },
  {
    path: 'termin/gesendet',
    name: 'booking-sent',
    component: withWords('appointment', () => import('./pages/termin/gesendet/GesendetPage.vue')),
  },
  {
    path: 'termin/bestaetigen',
    name: 'booking-confirm',
    component: withWords(
      'appointment',
      () => import('./pages/termin/bestaetigen/BestaetigenPage.vue'),
    ),
  },
  {
    path: 'mein-termin',
    name: 'appointment',
    component: withWords(
      ['appointment', 'waiting'],
      () => import('./pages/mein-termin/MeinTerminPage.vue'),
    ),
  },
  {
    path: 'mein-termin/verschieben',
    name: 'appointment-move',
    component: withWords(
      'appointment',
      () => import('./pages/mein-termin/verschieben/VerschiebenPage.vue'),
    ),
  },
  {
    path: 'ersatztermin',
    name: 'replacement',
    component: withWords(
      ['replacement', 'appointment'],
      () => import('./pages/ersatztermin/ErsatzterminPage.vue'),
    ),
  },
  {
    path: 'anliegen',
    name: 'request-new',
    component: withWords('request', () => import('./pages/anliegen/AnliegenPage.vue')),
  },
  {
    path: 'anliegen/antworten',
    name: 'request-answers',
    component: withWords('request', () => import('./pages/anliegen/antworten/AntwortenPage.vue')),
  },
  {
    path: 'anliegen/geklaert',
    name: 'request-settled',
    component: withWords('request', () => import('./pages/anliegen/geklaert/GeklaertPage.vue')),
  },
  {
    path: 'anliegen/zustaendig',
    name: 'request-mailbox',
    component: withWords('request', () => import('./pages/anliegen/zustaendig/ZustaendigPage.vue')),
  },
  {
    path: 'anliegen/angaben',
    name: 'request-details',
    component: withWords('request', () => import('./pages/anliegen/angaben/AngabenPage.vue')),
  },
  {
    path: 'anliegen/kontakt',
    name: 'request-contact',
    component: withWords('request', () => import('./pages/anliegen/kontakt/KontaktPage.vue')),
  },
  {
    path: 'anliegen/gesendet',
    name: 'request-sent',
    component: withWords(
      ['request', 'appointment'],
      () => import('./pages/anliegen/gesendet/AnliegenGesendetPage.vue'),
    ),
  },
  {
    path: 'anliegen/bestaetigen',
    name: 'request-confirm',
    component: withWords(
      ['request', 'appointment'],
      () => import('./pages/anliegen/bestaetigen/AnliegenBestaetigenPage.vue'),
    ),
  },
  {
    path: 'mein-anliegen',
    name: 'request',
    component: withWords(
      ['request', 'appointment'],
      () => import('./pages/mein-anliegen/MeinAnliegenPage.vue'),
    ),
  },
  // Screens of a town hall: they have the whole window for themselves.
  {
    path: 'aufruf/:office',
    name: 'calls',
    meta: { bare: true },
    component: withWords('waiting', () => import('./pages/aufruf/AufrufPage.vue')),
  },
  {
    path: 'nummer/:office',
    name: 'number',
    meta: { bare: true },
    component: withWords('waiting', () => import('./pages/nummer/NummerPage.vue')),
  },
  {
    path: 'meine',
    name: 'kept',
    component: withWords('appointment', () => import('./pages/meine/MeinePage.vue')),
  },

  {
    path: 'impressum',
    name: 'imprint',
    component: () => import('./pages/impressum/ImpressumPage.vue'),
  },
  {
    path: 'datenschutz',
    name: 'privacy',
    component: () => import('./pages/datenschutz/DatenschutzPage.vue'),
  },
  {
    path: 'erklaerung-zur-barrierefreiheit',
    name: 'accessibility',
    component: () =>
      import('./pages/erklaerung-zur-barrierefreiheit/ErklaerungZurBarrierefreiheitPage.vue'),
  },
  {
    path: 'leichte-sprache',
    name: 'easy-language',
    component: () => import('./pages/leichte-sprache/LeichteSprachePage.vue'),
  },
  {
    path: ':rest(.*)*',
    name: 'not-found',
    component: () => import('./pages/NotFoundPage.vue'),
  },
]

declare module 'vue-router' {
  interface RouteMeta {
    /** Without head and foot. */
    bare?: boolean
  }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'tenants', component: () => import('./pages/TenantsPage.vue') },
    { path: '/:tenant', children: ofTenant },
  ],
  scrollBehavior: (to, from, saved) => {
    if (saved) return saved
    if (to.hash && document.getElementById(to.hash.slice(1))) return { el: to.hash }
    // A filter that writes itself into the query is no new page.
    return to.path === from.path ? false : { top: 0 }
  },
})

router.afterEach((to, from, failure) => {
  if (failure) return
  navigationFailed(null)
  if (from.matched.length && to.path !== from.path) markNavigated()
})

router.onError((_error, to) => navigationFailed(to.fullPath))

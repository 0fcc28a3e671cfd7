import type { RouteRecordRaw } from 'vue-router'

/** Pages under `/staff/{tenant}/verwaltung`. */
export const adminRoutes: RouteRecordRaw[] = [
  { path: '', name: 'admin', component: () => import('./overview/OverviewPage.vue') },
  {
    path: 'standorte',
    name: 'admin-offices',
    component: () => import('./offices/OfficesPage.vue'),
  },
  {
    path: 'standorte/:office',
    name: 'admin-office',
    component: () => import('./offices/office/OfficePage.vue'),
  },
  {
    path: 'standorte/:office/schalter/:group',
    name: 'admin-group',
    component: () => import('./offices/group/GroupPage.vue'),
  },
  {
    path: 'standorte/:office/schalter/:group/oeffnungszeiten',
    name: 'admin-opening',
    component: () => import('./offices/opening/OpeningPage.vue'),
  },
  {
    path: 'standorte/:office/schalter/:group/leistungen',
    name: 'admin-group-services',
    component: () => import('./offices/services/GroupServicesPage.vue'),
  },
  {
    path: 'schliessungen',
    name: 'admin-closures',
    component: () => import('./closures/ClosuresPage.vue'),
  },
  {
    path: 'leistungen',
    name: 'admin-services',
    component: () => import('./services/ServicesPage.vue'),
  },
  {
    path: 'leistungen/:service',
    name: 'admin-service',
    component: () => import('./services/service/ServicePage.vue'),
  },
  {
    path: 'postfaecher',
    name: 'admin-mailboxes',
    component: () => import('./mailboxes/MailboxesPage.vue'),
  },
  {
    path: 'postfaecher/:mailbox',
    name: 'admin-mailbox',
    component: () => import('./mailboxes/mailbox/MailboxPage.vue'),
  },
  {
    path: 'einstellungen',
    name: 'admin-settings',
    component: () => import('./settings/SettingsPage.vue'),
  },
  {
    path: 'einstellungen/aussehen',
    name: 'admin-look',
    component: () => import('./settings/look/LookPage.vue'),
  },
  {
    path: 'einstellungen/texte',
    name: 'admin-texts',
    component: () => import('./settings/texts/TextsPage.vue'),
  },
  {
    path: 'einstellungen/grenzen',
    name: 'admin-limits',
    component: () => import('./settings/limits/LimitsPage.vue'),
  },
  { path: 'team', name: 'team', component: () => import('./team/TeamPage.vue') },
  { path: 'protokoll', name: 'audit', component: () => import('./protokoll/ProtokollPage.vue') },
  {
    path: 'zahlen',
    name: 'admin-figures',
    component: () => import('./figures/FiguresPage.vue'),
  },
]

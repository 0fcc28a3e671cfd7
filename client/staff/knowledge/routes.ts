import type { RouteRecordRaw } from 'vue-router'

const entry = ':kind(leistungen|fragen)/:id'

/** Pages under `/staff/{tenant}/wissen`. */
export const knowledgeRoutes: RouteRecordRaw[] = [
  { path: '', name: 'knowledge', component: () => import('./list/EntriesPage.vue') },
  {
    path: 'arbeitsliste',
    name: 'worklist',
    component: () => import('./worklist/WorklistPage.vue'),
  },
  {
    path: 'austausch',
    name: 'entry-exchange',
    component: () => import('./exchange/ExchangePage.vue'),
  },
  {
    path: 'neu/:kind(leistungen|fragen)',
    name: 'new-entry',
    component: () => import('./new/NewEntryPage.vue'),
  },
  { path: entry, name: 'entry', component: () => import('./editor/EditorPage.vue') },
  {
    path: `${entry}/fassungen`,
    name: 'entry-versions',
    component: () => import('./versions/VersionsPage.vue'),
  },
]

import type { RouteRecordRaw } from 'vue-router'

/** Pages under `/staff/{tenant}/anliegen`. */
export const requestRoutes: RouteRecordRaw[] = [
  { path: '', name: 'requests', component: () => import('./list/MailboxPage.vue') },
  {
    path: 'rueckrufe',
    name: 'callbacks',
    component: () => import('./callbacks/CallbacksPage.vue'),
  },
  { path: 'uebergabe', name: 'handover', component: () => import('./handover/HandoverPage.vue') },
  { path: ':id', name: 'request', component: () => import('./request/RequestPage.vue') },
]

import type { RouteRecordRaw } from 'vue-router'

/** Pages under `/staff/{tenant}/verwaltung`. */
export const adminRoutes: RouteRecordRaw[] = [
  { path: '', name: 'admin', component: () => import('./AdminPage.vue') },
  { path: 'team', name: 'team', component: () => import('./team/TeamPage.vue') },
  { path: 'protokoll', name: 'audit', component: () => import('./protokoll/ProtokollPage.vue') },
]

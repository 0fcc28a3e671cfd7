import type { RouteRecordRaw } from 'vue-router'

/** Pages under `/staff/{tenant}/verwaltung`. */
export const adminRoutes: RouteRecordRaw[] = [
  { path: '', name: 'admin', component: () => import('./AdminPage.vue') },
]

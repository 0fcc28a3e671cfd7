import type { RouteRecordRaw } from 'vue-router'

/** Pages under `/staff/{tenant}/schalter`. */
export const counterRoutes: RouteRecordRaw[] = [
  { path: '', name: 'counter', component: () => import('./CounterPage.vue') },
]

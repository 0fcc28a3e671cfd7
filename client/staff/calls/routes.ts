import type { RouteRecordRaw } from 'vue-router'

/** Under `/staff/{tenant}/schalter`: whoever works at a counter may phone. */
export const callRoutes: RouteRecordRaw[] = [
  { path: 'anrufe', name: 'calls', component: () => import('./CallsPage.vue') },
]

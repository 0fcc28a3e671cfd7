import type { RouteRecordRaw } from 'vue-router'

/** Pages under `/staff/{tenant}/wissen`. */
export const knowledgeRoutes: RouteRecordRaw[] = [
  { path: '', name: 'knowledge', component: () => import('./KnowledgePage.vue') },
]

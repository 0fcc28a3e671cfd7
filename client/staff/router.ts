import {
  createRouter,
  createWebHistory,
  type RouteRecordRaw,
  type RouteRecordSingleView,
} from 'vue-router'
import { navigationFailed } from '#client/citizen/shell/failed-navigation.ts'
import { markNavigated } from '#client/composables/usePage.ts'
import { adminRoutes } from './admin/routes.ts'
import { appointmentRoutes } from './appointments/routes.ts'
import { type AreaName, areas } from './areas.ts'
import { callRoutes } from './calls/routes.ts'
import { counterRoutes } from './counter/routes.ts'
import { knowledgeRoutes } from './knowledge/routes.ts'
import { requestRoutes } from './requests/routes.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Only who has one of its roles sees the page. */
    area?: AreaName
    /** Also for who is not signed in. */
    isOpen?: boolean
  }
}

const area = (name: AreaName, children: RouteRecordRaw[]): RouteRecordRaw => ({
  path: areas[name].path,
  meta: { area: name },
  children,
})

const open = (
  path: string,
  component: RouteRecordSingleView['component'],
  props: RouteRecordSingleView['props'] = false,
): RouteRecordRaw => ({ path, component, props, meta: { isOpen: true } })

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/staff', name: 'home', component: () => import('./HomePage.vue') },
    { path: '/staff/konto', name: 'account', component: () => import('./account/AccountPage.vue') },
    open('/staff/aktivieren', () => import('./session/LinkPage.vue'), { purpose: 'activation' }),
    open('/staff/kennwort', () => import('./session/LinkPage.vue'), { purpose: 'reset' }),
    open('/staff/kennwort-vergessen', () => import('./session/ForgotPage.vue')),
    {
      path: '/staff/angemeldet',
      name: 'returned',
      component: () => import('./session/ReturnedPage.vue'),
    },
    {
      path: '/staff/:tenant',
      children: [
        { path: '', name: 'tenant', component: () => import('./TenantPage.vue') },
        area('counter', [...counterRoutes, ...callRoutes]),
        area('appointments', appointmentRoutes),
        area('requests', requestRoutes),
        area('knowledge', knowledgeRoutes),
        area('admin', adminRoutes),
      ],
    },
    {
      path: '/:rest(.*)*',
      name: 'not-found',
      component: () => import('./shell/NotFoundPage.vue'),
    },
  ],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})

router.afterEach((to, from, failure) => {
  if (failure) return
  navigationFailed(null)
  if (from.matched.length && to.path !== from.path) markNavigated()
})

router.onError((_error, to) => navigationFailed(to.fullPath))

import type { RouteRecordRaw } from 'vue-router'

/** Pages under `/staff/{tenant}/schalter`. */
export const counterRoutes: RouteRecordRaw[] = [
  {
    path: '',
    component: () => import('./CounterFrame.vue'),
    children: [
      { path: '', name: 'counter', component: () => import('./day/DayPage.vue') },
      {
        path: 'empfang',
        name: 'counter-entrance',
        component: () => import('./entrance/EntrancePage.vue'),
      },
      {
        path: 'nummer',
        name: 'counter-number',
        component: () => import('./number/NumberPage.vue'),
      },
    ],
  },
]

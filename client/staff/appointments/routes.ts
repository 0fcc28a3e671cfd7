import type { RouteRecordRaw } from 'vue-router'

/** Pages under `/staff/{tenant}/termine`. */
export const appointmentRoutes: RouteRecordRaw[] = [
  {
    path: '',
    component: () => import('./AppointmentsFrame.vue'),
    children: [
      { path: '', name: 'staff-appointments', component: () => import('./SearchPage.vue') },
      { path: 'buchen', name: 'counter-book', component: () => import('./BookPage.vue') },
      { path: 'verschieben', name: 'counter-move', component: () => import('./MovePage.vue') },
      { path: 'plan', name: 'counter-plan', component: () => import('./plan/PlanPage.vue') },
    ],
  },
]

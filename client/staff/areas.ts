import type { IconName } from '#client/ui/icons.ts'
import type { Me } from '#shared/contracts/sign-in.ts'
import type { Role } from '#shared/contracts/staff.ts'

/** A part of the staff's app: a path under the municipality's, and who may open it. */
export interface Area {
  /** Also the segment of its address. */
  path: string
  /** Where its name and text stand in the words: `staff-shell.areas.…`. */
  words: string
  icon: IconName
  roles: readonly Role[]
}

export const areas = {
  counter: { path: 'schalter', words: 'counter', icon: 'persons', roles: ['clerk', 'admin'] },
  appointments: {
    path: 'termine',
    words: 'appointments',
    icon: 'calendar',
    roles: ['clerk', 'agent', 'admin'],
  },
  requests: {
    path: 'anliegen',
    words: 'requests',
    icon: 'mail',
    roles: ['caseworker', 'agent'],
  },
  knowledge: { path: 'wissen', words: 'knowledge', icon: 'document', roles: ['editor', 'admin'] },
  admin: { path: 'verwaltung', words: 'admin', icon: 'town', roles: ['admin'] },
} as const satisfies Record<string, Area>

export type AreaName = keyof typeof areas

/** What the person is at a municipality; nothing if it is not theirs. */
export function rolesAt(me: Me | null, tenant: string): readonly Role[] {
  return me?.tenants.find(({ slug }) => slug === tenant)?.roles ?? []
}

/** The areas that somebody with these roles may open, in the order of the menu. */
export function areasFor(roles: readonly Role[]): Area[] {
  return Object.values<Area>(areas).filter((area) =>
    area.roles.some((role) => roles.includes(role)),
  )
}

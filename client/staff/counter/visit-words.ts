import type { StaffAppointment } from '#shared/contracts/staff.ts'

type Translate = (key: string) => string

/** What one says to find somebody in the waiting room: the number, the name, or what is left of them. */
export function whoIs(visit: Pick<StaffAppointment, 'number' | 'name'>, t: Translate): string {
  const parts = [visit.number, visit.name].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : t('staff-counter.nameless')
}

/** `Personalausweis, Reisepass`. */
export const mattersOf = ({ services }: Pick<StaffAppointment, 'services'>): string =>
  services.map(({ title }) => title).join(', ')

import type { AppointmentState } from '#shared/contracts/appointments.ts'

/** What stands above the ticket: the words (`appointment.mine.<words>Title`) and their tone. */
export interface Notice {
  words: 'reserved' | 'checkedIn' | 'called' | 'past' | 'cancelled' | 'expired' | 'noShow'
  kind: 'info' | 'success' | 'warning'
}

/** A confirmed appointment speaks for itself; every other state needs a word. */
export const notices: Record<AppointmentState, Notice | null> = {
  reserved: { words: 'reserved', kind: 'warning' },
  confirmed: null,
  checked_in: { words: 'checkedIn', kind: 'success' },
  called: { words: 'called', kind: 'success' },
  completed: { words: 'past', kind: 'info' },
  expired: { words: 'expired', kind: 'warning' },
  cancelled: { words: 'cancelled', kind: 'info' },
  no_show: { words: 'noShow', kind: 'warning' },
}

/** Someone may still come with it. */
export const isLive = (state: AppointmentState): boolean =>
  ['confirmed', 'checked_in', 'called'].includes(state)

import type { Municipality } from '#server/tenants/municipality.ts'
import { weekdays } from '#shared/contracts/office-configuration.ts'
import type { workplaces } from '#shared/contracts/request-settings.ts'
import type { CallbackRule } from '#shared/domain/callback-windows.ts'
import { parseWallTime } from '#shared/domain/local-time.ts'
import type { ServiceCalendar } from '#shared/domain/request-due.ts'

/** How the team of a mailbox works. */
export interface Team {
  /** Where it works on its requests. */
  work: (typeof workplaces)[number]
  /** Service minutes within which somebody has an answer. */
  dueMinutes: number
  callbacks: CallbackRule
  calendar: ServiceCalendar
}

/** The rules of a mailbox's team: its own, and the municipality's for what it has none of. */
export function teamOf({ file, zone, holidayOn }: Municipality, mailboxId: string): Team {
  const { requests } = file
  const own = requests.teams.find(({ mailbox }) => mailbox === mailboxId)
  const hours = own?.hours ?? requests.hours
  return {
    work: own?.work ?? requests.work,
    dueMinutes: (own?.dueHours ?? requests.dueHours) * 60,
    callbacks: own?.callbacks ?? requests.callbacks,
    calendar: {
      zone,
      hours: hours.map(({ days, from, to }) => ({
        weekdays: days.map((day) => weekdays.indexOf(day) + 1),
        from: parseWallTime(from),
        to: parseWallTime(to),
      })),
      isHoliday: (date) => holidayOn(date) !== null,
    },
  }
}

import ical, { ICalCalendarMethod } from 'ical-generator'
import type { Instant } from '#shared/domain/local-time.ts'

export interface CalendarEvent {
  /** The same for all versions of one appointment, so that a moved one replaces the old (RFC 5545, 3.8.4.7). */
  id: string
  /** Rises with every change (RFC 5545, 3.8.7.4). */
  sequence: number
  stamp: Instant
  startsAt: Instant
  endsAt: Instant
  title: string
  place: string
  description: string
}

/** A calendar file with one event; the moment stands in UTC, so that no zone can be mistaken. */
export function calendarFile(event: CalendarEvent): string {
  const calendar = ical({
    method: ICalCalendarMethod.PUBLISH,
    prodId: '//Rathauslotse//Termin//DE',
  })
  calendar.createEvent({
    id: event.id,
    sequence: event.sequence,
    stamp: new Date(event.stamp),
    start: new Date(event.startsAt),
    end: new Date(event.endsAt),
    summary: event.title,
    location: event.place,
    description: event.description,
  })
  return `${calendar.toString().trimEnd()}\r\n`
}

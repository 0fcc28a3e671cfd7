import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CalendarEvent, calendarFile } from '#server/appointments/calendar.ts'

const event: CalendarEvent = {
  id: 'a1@rathauslotse',
  sequence: 3,
  stamp: '2026-11-01T12:00:00.000Z',
  startsAt: '2026-11-23T07:05:00.000Z',
  endsAt: '2026-11-23T07:35:00.000Z',
  title: 'Termin: Reisepass beantragen, Wohnsitz anmelden',
  place: 'Bürgeramt Mitte, Königsstraße 1, 44135 Musterstadt',
  description:
    'Ihr Code: K7M-4PXQ\n\nBitte bringen Sie mit:\n- biometrisches Foto; höchstens 1 Jahr alt',
}

/** Content lines as RFC 5545, 3.1, defines them: ended by CRLF, unfolded, name apart from value. */
function linesOf(file: string): [name: string, value: string][] {
  const unfolded = file.replace(/\r\n[ \t]/g, '')
  return unfolded
    .split('\r\n')
    .filter(Boolean)
    .map((line) => {
      expect(line).toMatch(/^[A-Z-]+(;[A-Z-]+=[^:;]+)*:/)
      const colon = line.indexOf(':')
      return [line.slice(0, colon), line.slice(colon + 1)]
    })
}

function valueOf(file: string, name: string): string | undefined {
  const values = linesOf(file).filter(([key]) => key === name)
  expect(values).toHaveLength(1)
  return values[0]?.[1]
}

/** TEXT as RFC 5545, 3.3.11, escapes it. */
const unescaped = (text: string) =>
  text.replace(/\\([\\;,nN])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign))

describe('a calendar file', () => {
  it('holds one event with its moments in UTC', () => {
    const file = calendarFile(event)
    const blocks = linesOf(file).filter(([name]) => name === 'BEGIN' || name === 'END')
    expect(blocks.map((line) => line.join(':'))).toEqual([
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'END:VEVENT',
      'END:VCALENDAR',
    ])
    expect(valueOf(file, 'VERSION')).toBe('2.0')
    expect(valueOf(file, 'PRODID')).toMatch(/Rathauslotse/)
    expect(valueOf(file, 'DTSTAMP')).toBe('20261101T120000Z')
    expect(valueOf(file, 'DTSTART')).toBe('20261123T070500Z')
    expect(valueOf(file, 'DTEND')).toBe('20261123T073500Z')
  })

  it('keeps its identity when the appointment moves, and counts its versions', () => {
    const moved = calendarFile({ ...event, sequence: 9, startsAt: '2026-11-24T07:05:00.000Z' })
    expect(valueOf(moved, 'UID')).toBe('a1@rathauslotse')
    expect(valueOf(calendarFile(event), 'UID')).toBe('a1@rathauslotse')
    expect(valueOf(calendarFile(event), 'SEQUENCE')).toBe('3')
    expect(valueOf(moved, 'SEQUENCE')).toBe('9')
  })

  it('says the same each time it is asked', () => {
    expect(calendarFile(event)).toBe(calendarFile(event))
  })

  it('holds title, place and description as they were written', () => {
    const file = calendarFile(event)
    expect(unescaped(valueOf(file, 'SUMMARY')!)).toBe(event.title)
    expect(unescaped(valueOf(file, 'LOCATION')!)).toBe(event.place)
    expect(unescaped(valueOf(file, 'DESCRIPTION')!)).toBe(event.description)
  })

  it('ends every line with CRLF, the last one as well', () => {
    const file = calendarFile(event)
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
  })

  it('has lines of at most 75 octets, and cuts through no letter', () => {
    const long = fc.string({ unit: fc.constantFrom('ä', 'Ł', '😀', 'a', ' ', '€'), maxLength: 300 })
    fc.assert(
      fc.property(long, long, (place, description) => {
        const file = calendarFile({ ...event, place: `x${place}`, description: `x${description}` })
        for (const line of file.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          expect(line.isWellFormed()).toBe(true)
        }
        expect(unescaped(valueOf(file, 'LOCATION')!)).toBe(`x${place}`)
        expect(unescaped(valueOf(file, 'DESCRIPTION')!)).toBe(`x${description}`)
      }),
    )
  })

  it('cannot be given a line of its own by a text', () => {
    const unit = fc.constantFrom('\r', '\n', '\r\n', ' ', '\\', ';', ',', ':', 'ATTACH', '\u2028')
    const names = linesOf(calendarFile(event)).map(([name]) => name)
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const texts = { title: `x${text}`, place: `x${text}`, description: `x${text}` }
        expect(linesOf(calendarFile({ ...event, ...texts })).map(([name]) => name)).toEqual(names)
      }),
    )
  })
})

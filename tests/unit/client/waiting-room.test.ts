import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callKey, newCalls } from '#client/citizen/pages/aufruf/new-calls.ts'
import { type StreamEvent, eventCutter } from '#client/lib/event-stream.ts'
import { isOwnPage, readNotice } from '#client/sw/notices.ts'
import type { CallDisplay } from '#shared/contracts/waiting-room.ts'

const at = (time: string) => `2026-11-23T${time}.000Z`
const call = (number: string, calledAt: string, times = 1) => ({
  number,
  counter: 3,
  calledAt: at(calledAt),
  times,
})
const display = (...calls: CallDisplay['calls']): CallDisplay => ({
  office: 'rathaus',
  officeName: 'Rathaus',
  at: at('09:00:00'),
  calls,
  waiting: 0,
})

describe('a screen', () => {
  const known = new Set([callKey(call('A 1', '08:58:00'))])

  it('calls out what is new, the oldest first', () => {
    const calls = [call('A 3', '08:59:50'), call('A 2', '08:59:40'), call('A 1', '08:58:00')]
    expect(newCalls(known, display(...calls)).map(({ number }) => number)).toEqual(['A 2', 'A 3'])
  })

  it('calls out again who is called again', () => {
    expect(newCalls(known, display(call('A 1', '08:59:00', 2)))).toHaveLength(1)
  })

  it('is silent about what it has missed for more than a minute', () => {
    expect(newCalls(known, display(call('A 2', '08:58:59')))).toEqual([])
  })
})

describe('a stream of events', () => {
  const text = 'retry: 3000\n\n: a comment\n\nevent: calls\ndata: {"a":\ndata: 1}\n\ndata: x\n\n'
  const events: StreamEvent[] = [
    { event: 'calls', data: '{"a":\n1}' },
    { event: 'message', data: 'x' },
  ]

  it('is cut into the same events wherever it was cut on the way', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 120 })), fc.constantFrom('\n', '\r\n'), (places, end) => {
        const cut = eventCutter()
        const sent = text.replaceAll('\n', end)
        const edges = [0, ...places.sort((a, b) => a - b), sent.length]
        const found = edges.flatMap((edge, index) =>
          cut(sent.slice(edge, edges[index + 1] ?? edge)),
        )
        expect(found).toEqual(events)
      }),
    )
  })
})

describe('a pushed notice', () => {
  const notice = {
    kind: 'called',
    title: 'Bitte zu Platz 3',
    text: 'Ihre Nummer A 17 ist an der Reihe.',
    lang: 'de',
    home: '/musterstadt',
  }

  it('is shown in the language of the visitor, and takes the place of the one before', () => {
    expect(readNotice(JSON.stringify(notice))).toMatchObject({
      title: 'Bitte zu Platz 3',
      options: {
        body: 'Ihre Nummer A 17 ist an der Reihe.',
        lang: 'de',
        tag: 'rathauslotse-turn',
        requireInteraction: true,
        data: { home: '/musterstadt' },
      },
    })
    const soon = readNotice(JSON.stringify({ ...notice, kind: 'soon' }))
    expect(soon?.options.requireInteraction).toBe(false)
  })

  it('leads to a municipality and nowhere else', () => {
    const elsewhere = readNotice(JSON.stringify({ ...notice, home: '//boese.example' }))
    expect(elsewhere?.options.data.home).toBe('/')
    expect(isOwnPage('https://a.example/musterstadt/mein-termin?lang=en', '/musterstadt')).toBe(
      true,
    )
    expect(isOwnPage('https://a.example/musterstadt/meine', '/musterstadt')).toBe(false)
  })

  it('is nothing if it is none of ours', () => {
    for (const text of ['', 'x', 'null', '[]', '{"title":1}', '{"title":"x"}']) {
      expect(readNotice(text)).toBeNull()
    }
  })
})

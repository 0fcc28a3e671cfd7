import { describe, expect, it } from 'vitest'
import { detailMistakes } from '#client/citizen/pages/anliegen/angaben/detail-mistakes.ts'
import { foundMatters, groupMailboxes } from '#client/citizen/pages/adressen/group-mailboxes.ts'
import {
  emptyRequestDraft,
  isBegun,
  readRequestDraft,
} from '#client/citizen/requests/request-draft.ts'
import { problemBefore } from '#client/citizen/requests/upload-problem.ts'
import { requestForm } from '#client/citizen/requests/request-form.ts'
import { isOverdue, writeDraftText } from '#client/citizen/stores/draft-text.ts'
import type { TopicField } from '#client/citizen/requests/useTopics.ts'

const now = Date.parse('2026-11-23T09:00:00Z')
const hour = 3_600_000
const file = { id: 'a', name: 'anlage-1.jpg', type: 'image/jpeg', size: 9, label: 'Lampe' } as const
const upload = { draft: 'd.e', until: '2026-11-23T10:00:00.000Z', files: [file] }
const draft = { ...emptyRequestDraft(), text: 'Die Laterne ist aus.', upload }

describe('the draft of a request', () => {
  it('comes back with its files while the server has them, and without them later', () => {
    const text = writeDraftText(draft, now)
    expect(readRequestDraft(text, now)).toEqual(draft)
    expect(readRequestDraft(text, now + hour)).toEqual({ ...draft, upload: null })
  })

  it('is erased after a day, read or not', () => {
    const text = writeDraftText(draft, now)
    expect(readRequestDraft(text, now + 25 * hour)).toEqual(emptyRequestDraft())
    expect(isOverdue(text, now + 23 * hour)).toBe(false)
    expect(isOverdue(text, now + 25 * hour)).toBe(true)
    expect(isOverdue('no draft', now)).toBe(false)
  })

  it('is kept once something is typed, and not before', () => {
    expect(isBegun(emptyRequestDraft())).toBe(false)
    expect(isBegun({ ...emptyRequestDraft(), fields: { ort: 'Lindenstraße' } })).toBe(true)
  })
})

describe('what is sent of it', () => {
  it('leaves out what belongs to another choice', () => {
    const window = { date: '2026-11-24', from: '09:00' }
    const contact = { name: ' Ida ', email: ' ida@post.example ', phone: '0170 123456' }
    const fields = { ort: 'Lindenstraße 7', nummer: ' ' }
    const whole = { ...draft, contact, fields, window, topic: 'strassenlaterne' }
    expect(requestForm({ ...whole, topic: null, replyBy: 'mail' }, 'de')).toEqual({
      text: draft.text,
      name: 'Ida',
      email: 'ida@post.example',
      phone: '',
      replyBy: 'mail',
      attachments: [{ id: 'a' }],
      lang: 'de',
    })
    expect(requestForm({ ...whole, replyBy: 'callback' }, 'de')).toMatchObject({
      topic: 'strassenlaterne',
      fields: { ort: 'Lindenstraße 7' },
      phone: '0170 123456',
      window,
    })
  })
})

describe('what a topic asks for', () => {
  const t = (key: string) => key
  const ask = (field: Partial<TopicField>): TopicField => ({
    id: 'feld',
    type: 'text',
    label: 'Feld',
    hint: null,
    required: true,
    choices: [],
    ...field,
  })

  it('is missed where it is required, whatever kind it is', () => {
    for (const type of ['text', 'longtext', 'date', 'place', 'choice', 'file'] as const) {
      expect(detailMistakes(draft, [ask({ type })], t)).toEqual({
        'field-feld': 'request.details.fieldMissing',
      })
      expect(detailMistakes(draft, [ask({ type, required: false })], t)).toEqual({})
    }
  })

  it('is answered by a file of its own, and by a day that exists', () => {
    const photographed = { ...upload, files: [{ ...file, field: 'feld' }] }
    expect(detailMistakes({ ...draft, upload: photographed }, [ask({ type: 'file' })], t)).toEqual(
      {},
    )
    const born = { ...draft, fields: { feld: '2026-02-30' } }
    expect(detailMistakes(born, [ask({ type: 'date' })], t)).toEqual({
      'field-feld': 'errors.field.date-invalid',
    })
  })
})

it('refuses before sending what cannot be taken, and leaves unknown types to the server', () => {
  const of = (type: string, bytes = 1) => new File([new Uint8Array(bytes)], 'x', { type })
  expect(problemBefore(of('image/jpeg'), 0)).toBeNull()
  expect(problemBefore(of(''), 0)).toBeNull()
  expect(problemBefore(of('text/plain'), 0)).toBe('type')
  expect(problemBefore(of('application/pdf', 11 * 1024 * 1024), 0)).toBe('size')
  expect(problemBefore(of('image/png'), 5)).toBe('many')
})

it('finds an address by its department, its name and its matters, however they are spelled', () => {
  const services = [{ slug: 'laterne', title: 'Defekte Straßenlaterne melden' }]
  const lamps = {
    slug: 'l',
    name: 'Beleuchtung',
    address: 'l@x.example',
    department: 't',
    services,
  }
  const others = { ...lamps, slug: 'o', name: 'Brücken', services: [] }
  const find = (typed: string) =>
    groupMailboxes([lamps, others], [{ slug: 't', name: 'Tiefbauamt' }], typed)[0]?.mailboxes ?? []
  expect(find('tiefbau')).toHaveLength(2)
  expect(find('strassenlaterne')).toEqual([lamps])
  expect(find('bruecken')).toEqual([others])
  expect(find('standesamt')).toEqual([])
  expect(foundMatters(lamps, 'laterne')).toEqual(services)
  expect(foundMatters(lamps, '')).toEqual([])
})

import { describe, expect, it } from 'vitest'
import { attemptFor, emptyDraft, readDraft } from '#client/citizen/stores/booking-draft.ts'
import { writeDraftText } from '#client/citizen/stores/draft-text.ts'

const now = Date.parse('2026-11-23T09:00:00Z')
const hour = 3_600_000
const draft = {
  ...emptyDraft(),
  services: [{ slug: 'reisepass', persons: 2 }],
  contact: { name: 'Łucja O’Hara', email: 'lucja@web.de', phone: '' },
}

describe('the draft of a booking', () => {
  it('comes back as it was left', () => {
    expect(readDraft(writeDraftText(draft, now), now + hour)).toEqual(draft)
  })

  it('is gone after a day', () => {
    expect(readDraft(writeDraftText(draft, now), now + 25 * hour)).toEqual(emptyDraft())
  })

  it.each([null, '', 'no json', '{}', '[]', 'null'])(
    'begins anew where the store holds %j',
    (text) => {
      expect(readDraft(text, now)).toEqual(emptyDraft())
    },
  )
})

describe('the key of a booking', () => {
  let keys = 0
  const newKey = () => `key-${++keys}`

  it('stays the same while the content does, so that a lost reply books once', () => {
    const first = attemptFor(null, 'monday', newKey)
    expect(attemptFor(first, 'monday', newKey)).toBe(first)
  })

  it('changes with the content', () => {
    const first = attemptFor(null, 'monday', newKey)
    expect(attemptFor(first, 'tuesday', newKey).key).not.toBe(first.key)
  })
})

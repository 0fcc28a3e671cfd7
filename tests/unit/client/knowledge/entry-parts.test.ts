import { describe, expect, it } from 'vitest'
import {
  changedParts,
  fromParts,
  mergeParts,
  partsOf,
} from '#client/staff/knowledge/editor/entry-parts.ts'

const entry = {
  mailbox: 'info',
  terms: ['pass'],
  text: { de: { question: 'Wie?', short: 'So.' }, en: { question: 'How?', short: 'Thus.' } },
}

describe('the parts of an entry', () => {
  it('are its facts, and every field of every text', () => {
    expect([...partsOf(entry).keys()]).toEqual([
      'mailbox',
      'terms',
      'text.de.question',
      'text.de.short',
      'text.en.question',
      'text.en.short',
    ])
  })
  it('make the same entry again', () => {
    expect(fromParts(partsOf(entry))).toEqual(entry)
  })
  it('tell what differs', () => {
    const after = { ...entry, terms: ['pass', 'eilpass'], text: { de: entry.text.de, en: null } }
    expect(changedParts(partsOf(entry), partsOf(after))).toEqual([
      'terms',
      'text.en.question',
      'text.en.short',
    ])
  })
})

describe('two people who change the same entry', () => {
  const mine = { ...entry, text: { ...entry.text, de: { question: 'Wie?', short: 'Meins.' } } }

  it('lose nothing where they changed different parts', () => {
    const theirs = { ...entry, terms: ['pass', 'eilpass'] }
    const { merged, contested } = mergeParts(partsOf(entry), partsOf(mine), partsOf(theirs))
    expect(fromParts(merged)).toEqual({ ...mine, terms: ['pass', 'eilpass'] })
    expect(contested).toEqual([])
  })
  it('keep what is typed here where both changed the same part, and are told', () => {
    const theirs = { ...entry, text: { ...entry.text, de: { question: 'Wie?', short: 'Ihres.' } } }
    const { merged, contested } = mergeParts(partsOf(entry), partsOf(mine), partsOf(theirs))
    expect(fromParts(merged)).toEqual(mine)
    expect(contested).toEqual(['text.de.short'])
  })
  it('agree where both wrote the same', () => {
    expect(mergeParts(partsOf(entry), partsOf(mine), partsOf(mine)).contested).toEqual([])
  })
  it('take out what the other one took out, if it was not touched here', () => {
    const theirs = { ...entry, text: { de: entry.text.de } }
    const { merged } = mergeParts(partsOf(entry), partsOf(mine), partsOf(theirs))
    expect(fromParts(merged)).toEqual({ ...mine, text: { de: mine.text.de } })
  })
})

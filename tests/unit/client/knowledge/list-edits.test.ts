import { describe, expect, it } from 'vitest'
import {
  insertedAt,
  linesOfPaste,
  movedBy,
  removedAt,
} from '#client/staff/knowledge/editor/list-edits.ts'

describe('a list of lines', () => {
  const lines = ['Ausweis', 'Foto', 'Geld']

  it('takes a line in at its place', () => {
    expect(insertedAt(lines, 1, '')).toEqual(['Ausweis', '', 'Foto', 'Geld'])
  })
  it('loses one line and no other', () => {
    expect(removedAt(lines, 1)).toEqual(['Ausweis', 'Geld'])
  })
  it('moves a line up and down', () => {
    expect(movedBy(lines, 2, -1)).toEqual(['Ausweis', 'Geld', 'Foto'])
    expect(movedBy(lines, 0, 1)).toEqual(['Foto', 'Ausweis', 'Geld'])
  })
  it.each([
    [0, -1],
    [2, 1],
    [3, -1],
  ])('stays the same where line %i cannot go by %i', (index, by) => {
    expect(movedBy(lines, index, by)).toBe(lines)
  })
})

it('makes lines of what was pasted, without the marks of a list elsewhere', () => {
  expect(linesOfPaste('• Ausweis\r\n- Foto\n\n3. Geld\nEC-Karte - oder bar')).toEqual([
    'Ausweis',
    'Foto',
    'Geld',
    'EC-Karte - oder bar',
  ])
})

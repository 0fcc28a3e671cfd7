import { describe, expect, it } from 'vitest'
import {
  chosenWords,
  insertLink,
  type Selected,
  toggleBold,
  toggleHeading,
  toggleList,
} from '#client/staff/knowledge/editor/markdown-edits.ts'

/** `Bitte [heute] kommen`: brackets stand around what is selected, `|` where only the caret is. */
function field(marked: string): Selected {
  const caret = marked.indexOf('|')
  if (caret >= 0) return { text: marked.replace('|', ''), start: caret, end: caret }
  const start = marked.indexOf('⟦')
  const end = marked.indexOf('⟧') - 1
  return { text: marked.replace(/[⟦⟧]/g, ''), start, end }
}

function marked({ text, start, end }: Selected): string {
  if (start === end) return `${text.slice(0, start)}|${text.slice(start)}`
  return `${text.slice(0, start)}⟦${text.slice(start, end)}⟧${text.slice(end)}`
}

describe('bold', () => {
  it.each([
    [
      'marks the selected words and keeps them selected',
      'Bitte ⟦heute⟧ kommen',
      'Bitte **⟦heute⟧** kommen',
    ],
    ['takes the marks away again', 'Bitte **⟦heute⟧** kommen', 'Bitte ⟦heute⟧ kommen'],
    ['takes selected marks away', 'Bitte ⟦**heute**⟧ kommen', 'Bitte ⟦heute⟧ kommen'],
    [
      'leaves the space of a double click outside',
      'Bitte ⟦heute ⟧kommen',
      'Bitte **⟦heute⟧** kommen',
    ],
    ['leaves room for words where none are selected', 'Bitte |', 'Bitte **|**'],
  ])('%s', (_says, before, after) => {
    expect(marked(toggleBold(field(before)))).toBe(after)
  })
})

describe('a link', () => {
  it('is made of words and an address, and the caret stands behind it', () => {
    const before = field('Siehe ⟦Ausweis⟧.')
    expect(chosenWords(before)).toBe('Ausweis')
    expect(marked(insertLink(before, 'Ausweis', 'leistungen/ausweis'))).toBe(
      'Siehe [Ausweis](leistungen/ausweis)|.',
    )
  })
  it('waits for its address where there is none yet', () => {
    expect(marked(insertLink(field('⟦hier⟧'), 'hier', ''))).toBe('[hier](|)')
  })
})

describe('a list', () => {
  it.each([
    ['makes points of the selected lines', 'a\n⟦b\nc⟧\nd', 'a\n⟦- b\n- c⟧\nd'],
    ['makes lines of points again', '⟦- b\n- c⟧', '⟦b\nc⟧'],
    ['makes points of all where some are', '⟦- b\nc⟧', '⟦- b\n- c⟧'],
    ['leaves empty lines between them alone', '⟦b\n\nc⟧', '⟦- b\n\n- c⟧'],
    ['takes the line of the caret, which stays where it was', 'a\nb|c\nd', 'a\n- b|c\nd'],
    ['does not take the next line for one that ends before it', '⟦a\n⟧b', '⟦- a⟧\nb'],
  ])('%s', (_says, before, after) => {
    expect(marked(toggleList(field(before)))).toBe(after)
  })
})

describe('a heading', () => {
  it.each([
    ['is the line of the caret', 'Text\nKosten|', 'Text\n### Kosten|'],
    ['becomes a line again', '### Kosten|', 'Kosten|'],
  ])('%s', (_says, before, after) => {
    expect(marked(toggleHeading(field(before)))).toBe(after)
  })
})

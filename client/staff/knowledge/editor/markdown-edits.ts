/** A text field: its text, and what is selected in it. */
export interface Selected {
  text: string
  start: number
  end: number
}

/** Makes the selected words bold, or plain again if they are. Without a selection it leaves room for some. */
export function toggleBold(field: Selected): Selected {
  const { text, start, end } = withoutOuterSpace(field)
  const chosen = text.slice(start, end)
  const isInside = text.slice(start - 2, start) === '**' && text.slice(end, end + 2) === '**'
  if (isInside) return replaced(text, start - 2, end + 2, chosen, [0, chosen.length])
  if (/^\*\*[^]+\*\*$/.test(chosen)) {
    return replaced(text, start, end, chosen.slice(2, -2), [0, chosen.length - 4])
  }
  return replaced(text, start, end, `**${chosen}**`, [2, 2 + chosen.length])
}

/** Makes a link of the selected words; what is left to type is selected afterwards. */
export function insertLink(field: Selected, words: string, address: string): Selected {
  const { text, start, end } = withoutOuterSpace(field)
  const link = `[${words}](${address})`
  const [from, to] =
    address && words
      ? [link.length, link.length]
      : words
        ? [words.length + 3, words.length + 3]
        : [1, 1]
  return replaced(text, start, end, link, [from, to])
}

/** The words that a link would be made of. */
export function chosenWords(field: Selected): string {
  const { text, start, end } = withoutOuterSpace(field)
  return text.slice(start, end)
}

/** Makes points of the selected lines, or lines again if all of them are points. */
export function toggleList(field: Selected): Selected {
  const mark = /^- /
  return changeLines(field, (lines) => {
    const areAll = lines.every((line) => mark.test(line) || line.trim() === '')
    return lines.map((line) => {
      if (areAll) return line.replace(mark, '')
      return mark.test(line) || (line.trim() === '' && lines.length > 1) ? line : `- ${line}`
    })
  })
}

/** Makes headings of the selected lines, or lines again. */
export function toggleHeading(field: Selected): Selected {
  const mark = /^#{1,6} /
  return changeLines(field, (lines) =>
    lines.map((line) => (mark.test(line) ? line.replace(mark, '') : `### ${line}`)),
  )
}

function changeLines(
  { text, start, end }: Selected,
  change: (lines: string[]) => string[],
): Selected {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', Math.max(end - (end > start ? 1 : 0), from))
  const to = next === -1 ? text.length : next
  const changed = change(text.slice(from, to).split('\n')).join('\n')
  const isCaret = start === end
  const caret = Math.max(0, start - from + changed.length - (to - from))
  return replaced(text, from, to, changed, isCaret ? [caret, caret] : [0, changed.length])
}

/** A double click also selects the space behind a word; marks must touch letters. */
function withoutOuterSpace({ text, start, end }: Selected): Selected {
  const chosen = text.slice(start, end)
  if (chosen.trim() === '') return { text, start, end: start }
  return {
    text,
    start: start + (chosen.length - chosen.trimStart().length),
    end: end - (chosen.length - chosen.trimEnd().length),
  }
}

/** @param selection from and to, counted from where the new words begin */
function replaced(
  text: string,
  start: number,
  end: number,
  words: string,
  [from, to]: [number, number],
): Selected {
  return {
    text: text.slice(0, start) + words + text.slice(end),
    start: start + from,
    end: start + to,
  }
}

import { applyEdit } from './apply-edit.ts'
import { useEditorContext } from './context.ts'
import { chosenWords, insertLink, toggleBold, toggleHeading, toggleList } from './markdown-edits.ts'

export type Tool = 'bold' | 'link' | 'list' | 'heading'

/** The keys that do the same together with Control (on a Mac: Command). */
export const toolKeys: Partial<Record<Tool, string>> = { bold: 'b', link: 'k' }

/** What may stand in a single line, and what in a text of several paragraphs. */
export const lineTools: readonly Tool[] = ['bold', 'link']
export const textTools: readonly Tool[] = ['bold', 'link', 'list', 'heading']

const edits = { bold: toggleBold, list: toggleList, heading: toggleHeading }

/** Changes the selection of a text field, by button or by keys. */
export function useTools(allowed: readonly Tool[]): {
  use: (tool: Tool, field: HTMLTextAreaElement) => Promise<void>
  onKeydown: (event: KeyboardEvent) => void
} {
  const { askForLink } = useEditorContext()

  async function use(tool: Tool, field: HTMLTextAreaElement) {
    if (tool !== 'link') return applyEdit(field, edits[tool])
    const { value: text, selectionStart: start, selectionEnd: end } = field
    const wish = await askForLink(chosenWords({ text, start, end }))
    if (!wish) return field.focus()
    field.setSelectionRange(start, end)
    applyEdit(field, (now) => insertLink(now, wish.words, wish.address))
  }

  function onKeydown(event: KeyboardEvent) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    const tool = allowed.find((candidate) => toolKeys[candidate] === event.key.toLowerCase())
    if (!tool) return
    event.preventDefault()
    void use(tool, event.target as HTMLTextAreaElement)
  }

  return { use, onKeydown }
}

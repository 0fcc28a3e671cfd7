import { SaxesParser } from 'saxes'
import type { ImportProblem } from '#shared/contracts/staff-entries.ts'
import { problemAt } from './read-file.ts'

/** An element of an XML file, without the prefix of its name. */
export interface XmlElement {
  name: string
  namespace: string
  attributes: Record<string, string>
  children: XmlElement[]
  text: string
  line: number
  column: number
}

/** Deeper than this no file of ours is, and no other one is read. */
const mostLevels = 60

/** The root of an XML file, or what is wrong with it. Types of documents and their entities are refused. */
export function readXml(source: string): { root: XmlElement } | { problem: ImportProblem } {
  const parser = new SaxesParser({ xmlns: true })
  const open: XmlElement[] = []
  let root: XmlElement | undefined
  let problem: ImportProblem | undefined
  const fail = (message: string) => {
    const place = { line: parser.line, column: parser.column + 1, row: null }
    problem ??= problemAt(place, '', message)
  }
  parser.on('error', (error) => fail(error.message.replace(/^\d+:\d+: /, '')))
  parser.on('doctype', () => fail('has a document type, which is not read'))
  parser.on('opentag', ({ local, uri, attributes }) => {
    const element: XmlElement = {
      name: local,
      namespace: uri,
      attributes: Object.fromEntries(
        Object.values(attributes).map((attribute) => [attribute.local, attribute.value]),
      ),
      children: [],
      text: '',
      line: parser.line,
      column: parser.column + 1,
    }
    if (open.length >= mostLevels) fail('is nested too deeply')
    else open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  const addText = (text: string) => {
    const element = open.at(-1)
    if (element) element.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => void open.pop())
  // In pieces, so that a file that is wrong from the beginning is not read to its end.
  for (let start = 0; start < source.length && !problem; start += 65_536) {
    parser.write(source.slice(start, start + 65_536))
  }
  if (!problem) parser.close()
  if (problem) return { problem }
  if (!root) return { problem: problemAt({ line: 1, column: 1, row: null }, '', 'is empty') }
  return { root }
}

/** All elements of a name below one, however deep; those within a found one are not looked at. */
export function elementsNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) =>
    child.name === name ? [child] : elementsNamed(child, name),
  )
}

export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name)
}

export function textOf(element: XmlElement, ...path: string[]): string {
  let found: XmlElement | undefined = element
  for (const name of path) found = found?.children.find((child) => child.name === name)
  return found?.text.trim() ?? ''
}

import * as v from 'valibot'
import { EntryContents, type EntryKind, type EntryContent } from '#shared/contracts/entries.ts'

/** Why the server would refuse a field. */
export type Problem = 'required' | 'too-long' | 'address' | 'invalid'

/** What the contract says against a content, by the path of the field; nothing if it may be kept. */
export function problemsOf(
  kind: EntryKind,
  content: EntryContent,
): { path: string; problem: Problem }[] {
  const { issues = [] } = v.safeParse(EntryContents[kind], content)
  return issues.map((issue) => {
    const path = v.getDotPath(issue) ?? ''
    return { path: path.replace(/^override\./, ''), problem: problemOf(path, issue.type) }
  })
}

function problemOf(path: string, type: string): Problem {
  if (type === 'max_length') return 'too-long'
  if (type === 'min_length') return 'required'
  return path.endsWith('.url') ? 'address' : 'invalid'
}

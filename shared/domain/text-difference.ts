export interface TextPart {
  kind: 'same' | 'removed' | 'added'
  text: string
}

/** Beyond so many words a comparison word by word is neither quick nor readable. */
const mostWords = 4000

/** What was taken out of a text and what was put in, word by word; the parts read on in order. */
export function textDifference(before: string, after: string): TextPart[] {
  const old = before.match(/\s+|[^\s]+/g) ?? []
  const fresh = after.match(/\s+|[^\s]+/g) ?? []
  if (old.length > mostWords || fresh.length > mostWords) {
    return joined([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ])
  }
  const common = commonLengths(old, fresh)
  const width = fresh.length + 1
  const parts: TextPart[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < fresh.length) {
    if (i < old.length && old[i] === fresh[j]) {
      parts.push({ kind: 'same', text: old[i]! })
      i++
      j++
    } else if (
      i < old.length &&
      (j === fresh.length || common[(i + 1) * width + j]! >= common[i * width + j + 1]!)
    ) {
      parts.push({ kind: 'removed', text: old[i++]! })
    } else parts.push({ kind: 'added', text: fresh[j++]! })
  }
  return joined(parts)
}

/** Of every pair of ends of both texts, how many words they have in common in one order. */
function commonLengths(old: readonly string[], fresh: readonly string[]): Uint16Array {
  const width = fresh.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        old[i] === fresh[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!)
    }
  }
  return lengths
}

function joined(parts: readonly TextPart[]): TextPart[] {
  const result: TextPart[] = []
  for (const part of parts) {
    const last = result.at(-1)
    if (last?.kind === part.kind) last.text += part.text
    else if (part.text) result.push({ ...part })
  }
  return result
}

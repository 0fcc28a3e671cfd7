import { inflateSync } from 'node:zlib'

/**
 * What makes a PDF more than pages to look at: programs, things that start by themselves, other
 * files inside, forms that send, and a lock that hides all of this from us.
 */
const refusedNames =
  /\/(Encrypt|JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|Rendition|Movie|Sound)(?![A-Za-z0-9])/
/** So short that packed pictures hold them by chance: looked for only where no data are. */
const shortNames = /\/(JS|EF|XFA|3D)(?![A-Za-z0-9])/
const streamData = />>\s*stream\r?\n[\s\S]*?endstream/g

const mostObjectStreams = 2000
/** Of all that is unpacked together. */
const mostUnpackedBytes = 64 * 1024 * 1024
/** How far before its data the dictionary of a stream may begin. */
const longestDictionary = 2000

/**
 * Whether a PDF is only pages, as far as can be told without drawing them: the names of its objects
 * are read, in the file and in its packed object streams (ISO 32000-1, 7.5.7). Not looked at are the
 * contents of pages, fonts and pictures: a file that attacks the program which draws it passes.
 */
export function isPlainPdf(bytes: Buffer): boolean {
  const text = bytes.toString('latin1')
  if (!text.includes('%%EOF') || refusedNames.test(withoutEscapes(text))) return false
  if (shortNames.test(withoutEscapes(text.replace(streamData, '>>')))) return false
  let streams = 0
  let left = mostUnpackedBytes
  for (const match of text.matchAll(/>>\s*stream\r?\n/g)) {
    const dictionary = dictionaryBefore(text, match.index)
    if (!/\/ObjStm(?![A-Za-z0-9])/.test(dictionary)) continue
    // What is packed in another way cannot be looked into.
    if (/\/Filter(?!\s*\[?\s*\/FlateDecode\s*\]?)/.test(dictionary)) return false
    const data = bytes.subarray(match.index + match[0].length)
    const objects = /\/Filter/.test(dictionary) ? unpack(data, left) : data
    streams += 1
    if (objects === null || streams > mostObjectStreams) return false
    left -= objects.length
    const names = withoutEscapes(objects.toString('latin1'))
    if (refusedNames.test(names) || shortNames.test(names)) return false
  }
  return true
}

function dictionaryBefore(text: string, end: number): string {
  const near = text.slice(Math.max(0, end - longestDictionary), end + 2)
  return withoutEscapes(near.slice(Math.max(0, near.lastIndexOf('obj'))))
}

/** Null for what cannot be unpacked, or grows beyond what we look at. */
function unpack(data: Buffer, mostBytes: number): Buffer | null {
  try {
    return inflateSync(data, { maxOutputLength: Math.max(1, mostBytes) })
  } catch {
    return null
  }
}

/** `/J#61vaScript` is `/JavaScript` (ISO 32000-1, 7.3.5). */
function withoutEscapes(text: string): string {
  return text.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  )
}

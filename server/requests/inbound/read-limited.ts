import type { Readable } from 'node:stream'

/**
 * Reads a stream to its end and keeps its beginning: whoever writes into a pipe that is closed too
 * early takes that for a failure.
 */
export async function readLimited(
  stream: Readable,
  mostBytes: number,
): Promise<{ bytes: Buffer; isCut: boolean }> {
  const chunks: Buffer[] = []
  let [kept, isCut] = [0, false]
  for await (const chunk of stream) {
    const part = (chunk as Buffer).subarray(0, mostBytes - kept)
    if (part.length > 0) chunks.push(part)
    kept += part.length
    if (part.length < (chunk as Buffer).length) isCut = true
  }
  return { bytes: Buffer.concat(chunks), isCut }
}

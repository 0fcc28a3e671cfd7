import { ApiError, failure } from './api.ts'

/** A photo over a weak network takes its time; silence for longer than this is none. */
const timeoutMs = 120_000

interface FileOptions {
  headers: Record<string, string>
  /** Called with the share that is on its way, 0 to 1. */
  onProgress: (share: number) => void
}

/** Sends a file as it is. By `XMLHttpRequest`: `fetch` does not tell how far it has come. @throws ApiError */
export function sendFile<Body>(
  path: string,
  file: Blob,
  { headers, onProgress }: FileOptions,
): Promise<Body> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const isLost = () => reject(new ApiError('offline', 0))
    request.open('POST', path)
    request.timeout = timeoutMs
    request.responseType = 'json'
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onerror = isLost
    request.ontimeout = isLost
    request.onload = () => {
      const { status, response } = request
      if (status < 200 || status > 299) reject(failure(status, response))
      else if (response === null) isLost()
      else resolve(response as Body)
    }
    request.send(file)
  })
}

/** A file that only a token opens, which must not stand in an address. @throws ApiError */
export async function fetchFile(path: string, body: object): Promise<Blob> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new ApiError('offline', 0)
  })
  if (!response.ok) throw failure(response.status, await response.json().catch(() => null))
  return response.blob()
}

const imports = /^\/api\/[^/]+\/staff\/entries-import$/
const uploads = /^\/api\/[^/]+\/requests\/attachments$/

/** Types that no form of another site can send: a browser asks first (Fetch, 4.8, CORS-preflight). */
const rawTypes = /^(application\/octet-stream|application\/pdf|image\/[\w.+-]+)\s*(;|$)/i

/** Paths that take more than 64 KiB: their routes read the body once they know who sends it. */
export function takesLargeBody(path: string): boolean {
  return imports.test(path) || uploads.test(path)
}

/** Whether this path takes a body of this type: JSON, and a file where files are sent. */
export function takesType(path: string, type: string): boolean {
  if (uploads.test(path)) return rawTypes.test(type)
  return /^application\/json\s*(;|$)/i.test(type)
}

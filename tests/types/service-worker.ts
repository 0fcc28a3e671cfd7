// @ts-expect-error A service worker has no page.
export type NoDocument = typeof document
// @ts-expect-error A service worker has no process.
export type NoProcess = typeof process

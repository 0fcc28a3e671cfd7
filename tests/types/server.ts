// @ts-expect-error A server has no document.
export type NoDocument = typeof document
// @ts-expect-error A server has no window.
export type NoWindow = typeof window

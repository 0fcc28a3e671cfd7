// @ts-expect-error Shared code runs without a page.
export type NoDocument = typeof document
// @ts-expect-error Shared code runs without Node.
export type NoProcess = typeof process
// @ts-expect-error Shared code does no I/O.
export type NoFetch = typeof fetch

// @ts-expect-error A browser has no process.
export type NoProcess = typeof process
// @ts-expect-error A browser has no Buffer.
export type NoBuffer = typeof Buffer

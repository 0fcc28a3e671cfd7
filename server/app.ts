export type Api = unknown

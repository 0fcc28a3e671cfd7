import { useLinked, type LinkedView } from '#client/citizen/appointments/useLinked.ts'
import { ApiError } from '#client/lib/api.ts'
import { requestApi } from '#client/lib/request-api.ts'
import type { RequestView } from '#shared/contracts/requests.ts'

const linkProblems = ['link-invalid', 'link-expired'] as const
type DeadLink = (typeof linkProblems)[number]
/** Why a link leads to no request. */
export type RequestProblem = DeadLink | 'noToken'

const problemOf = (error: unknown): DeadLink | null =>
  error instanceof ApiError ? (linkProblems.find((code) => code === error.code) ?? null) : null

/** The request behind the mailed link, and what can be done to it. */
export const useRequest = (): LinkedView<RequestView, DeadLink> =>
  useLinked('request', (slug, token) => requestApi.view(slug, token), problemOf)

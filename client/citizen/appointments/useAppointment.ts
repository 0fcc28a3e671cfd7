import { api, ApiError } from '#client/lib/api.ts'
import type { AppointmentView } from '#shared/contracts/appointments.ts'
import { useLinked, type LinkedView } from './useLinked.ts'

const linkProblems = ['link-invalid', 'link-expired', 'link-cancelled', 'link-past'] as const
type DeadLink = (typeof linkProblems)[number]
/** Why a link leads to no appointment. */
export type LinkProblem = DeadLink | 'noToken'

export const problemOf = (error: unknown): DeadLink | null =>
  error instanceof ApiError ? (linkProblems.find((code) => code === error.code) ?? null) : null

/** The appointment behind the mailed link, and what can be done to it. */
export const useAppointment = (): LinkedView<AppointmentView, DeadLink> =>
  useLinked('appointment', (slug, token) => api.view(slug, token), problemOf)

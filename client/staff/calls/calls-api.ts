import { sendAsStaff } from '#client/lib/staff-api.ts'
import type { NoteOutcome, Noted, ReplacementCases } from '#shared/contracts/replacements.ts'

const replacements = (tenant: string) => `/api/${tenant}/staff/replacements`

/** Those who have to be phoned because their appointment cannot take place. */
export const callsApi = {
  cases: (tenant: string) => sendAsStaff<ReplacementCases>(replacements(tenant)),
  note: (tenant: string, id: string, body: NoteOutcome) =>
    sendAsStaff<Noted>(`${replacements(tenant)}/${id}/outcome`, { body }),
}

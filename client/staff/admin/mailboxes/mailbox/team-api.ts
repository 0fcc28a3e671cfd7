import type { InferInput } from 'valibot'
import { sendAsStaff } from '#client/lib/staff-api.ts'
import type { ChangeTeam, MailboxTeams } from '#shared/contracts/mailbox-teams.ts'

const teams = (tenant: string) => `/api/${tenant}/staff/mailbox-teams`

/** Who shares which mailbox, for admins. Every call throws `ApiError`. */
export const teamApi = {
  all: (tenant: string) => sendAsStaff<MailboxTeams>(teams(tenant)),
  change: (tenant: string, mailbox: string, body: InferInput<typeof ChangeTeam>) =>
    sendAsStaff<MailboxTeams>(`${teams(tenant)}/${mailbox}`, { body }),
}

import type { Kysely, Transaction } from 'kysely'
import type {
  AppointmentItemTable,
  AppointmentTable,
  AppointmentTokenTable,
  LedgerDayTable,
  NumberTerminalTable,
  PushSubscriptionTable,
} from '#server/appointments/appointments.table.ts'
import type { AuditEventTable } from '#server/audit/audit.table.ts'
import type {
  AuthorityTable,
  EntryDraftTable,
  EntryTable,
  EntryVersionTable,
  ServiceTable,
} from '#server/catalogue/catalogue.table.ts'
import type {
  AskerMarkTable,
  EntryCountTable,
  SearchMissTable,
} from '#server/catalogue/counts.table.ts'
import type { OutboxMailTable } from '#server/mail/outbox.table.ts'
import type {
  ClosureTable,
  CounterGroupTable,
  OfficeTable,
  OpeningRuleTable,
  ServiceAtGroupTable,
} from '#server/offices/offices.table.ts'
import type {
  AddressLockTable,
  ErasureTable,
  IdempotentAnswerTable,
} from '#server/placing/placing.table.ts'
import type { ReplacementTable } from '#server/replacements/replacements.table.ts'
import type { ImapBoxTable, InboundMailTable } from '#server/requests/inbound/inbound.table.ts'
import type { RequestMessageTable } from '#server/requests/threads.table.ts'
import type { RequestAttachmentTable } from '#server/requests/attachments/attachment.table.ts'
import type {
  CallbackDayTable,
  CallbackTable,
  MailboxBounceTable,
  MailboxMemberTable,
  RequestEventTable,
  RequestTable,
  RequestTokenTable,
  RoutingCorrectionTable,
  RoutingCountTable,
  RoutingMonthTable,
  StaffAbsenceTable,
} from '#server/requests/requests.table.ts'
import type {
  StaffAccountTable,
  StaffLinkTable,
  StaffPasskeyTable,
  StaffRoleTable,
  StaffSessionTable,
  StaffTable,
  StaffTotpTable,
  StaffVerificationTable,
} from '#server/staff/staff.table.ts'
import type { CountedDayTable, DayCountTable } from '#server/statistics/statistics.table.ts'
import type {
  DepartmentTable,
  LifeSituationTable,
  MailboxTable,
  TenantTable,
} from '#server/tenants/tenants.table.ts'

/** All tables; each feature owns its slice. */
export interface Tables {
  tenant: TenantTable
  department: DepartmentTable
  life_situation: LifeSituationTable
  mailbox: MailboxTable
  office: OfficeTable
  counter_group: CounterGroupTable
  opening_rule: OpeningRuleTable
  closure: ClosureTable
  service: ServiceTable
  entry: EntryTable
  entry_draft: EntryDraftTable
  entry_version: EntryVersionTable
  entry_count: EntryCountTable
  search_miss: SearchMissTable
  asker_mark: AskerMarkTable
  authority: AuthorityTable
  service_at_group: ServiceAtGroupTable
  appointment: AppointmentTable
  appointment_item: AppointmentItemTable
  appointment_token: AppointmentTokenTable
  ledger_day: LedgerDayTable
  push_subscription: PushSubscriptionTable
  number_terminal: NumberTerminalTable
  address_lock: AddressLockTable
  idempotent_answer: IdempotentAnswerTable
  erasure: ErasureTable
  outbox_mail: OutboxMailTable
  audit_event: AuditEventTable
  request: RequestTable
  request_event: RequestEventTable
  request_token: RequestTokenTable
  mailbox_member: MailboxMemberTable
  staff_absence: StaffAbsenceTable
  callback: CallbackTable
  callback_day: CallbackDayTable
  routing_count: RoutingCountTable
  routing_month: RoutingMonthTable
  routing_correction: RoutingCorrectionTable
  mailbox_bounce: MailboxBounceTable
  request_attachment: RequestAttachmentTable
  request_message: RequestMessageTable
  inbound_mail: InboundMailTable
  imap_box: ImapBoxTable
  staff: StaffTable
  staff_role: StaffRoleTable
  staff_session: StaffSessionTable
  staff_account: StaffAccountTable
  staff_verification: StaffVerificationTable
  staff_totp: StaffTotpTable
  staff_passkey: StaffPasskeyTable
  staff_link: StaffLinkTable
  replacement: ReplacementTable
  counted_day: CountedDayTable
  day_count: DayCountTable
}

/** A database or a transaction in it: queries take either. */
export type Db = Kysely<Tables>
export type Trx = Transaction<Tables>
export type Engine = 'sqlite' | 'postgres'

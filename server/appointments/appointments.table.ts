import type { Generated, GeneratedAlways } from 'kysely'
import type { AppointmentState, VisitKind } from '#shared/contracts/appointments.ts'

export interface AppointmentTable {
  tenant_id: string
  id: string
  /** Short code, unique in the tenant. */
  reference: string
  office_id: string
  counter_group_id: string
  date: string
  /** Number of the group's ledger day on this date; set wherever group and date are written. */
  ledger_day: number
  start_minute: number
  /** Length of the visit; 0 for a walk-in, who takes no place of the calendar. */
  minutes: number
  /** Start and length in one number, `start_minute * 2048 + minutes`; the engine computes it. */
  slot: GeneratedAlways<number>
  /** Instant of the start, for reminders and erasure. */
  starts_at: string
  state: AppointmentState
  /**
   * Until this instant the place is taken although the state alone would not take it:
   * a hold that waits for its confirmation, or a cancelled place that does not return yet.
   */
  hold_until: string | null
  lang: 'de' | 'en'
  /** Person; empty or null once erased. */
  name: string
  email: string
  phone: string | null
  /** Keyed hash of the canonical address, for limits. */
  address_key: string
  /** Instant at which the reminder is due; null: none, or sent. */
  remind_at: string | null
  created_at: string
  confirmed_at: string | null
  erased_at: string | null
  kind: Generated<VisitKind>
  /** `A 17`, unique for an office and day; null before the visitor came. */
  call_number: string | null
  arrived_at: string | null
  /** The last call, to which counter, and the how-many-eth it was. */
  called_at: string | null
  counter: number | null
  calls: Generated<number>
  /** When the visit was completed, or noted as missed. */
  ended_at: string | null
}

export interface AppointmentItemTable {
  tenant_id: string
  appointment_id: string
  service_id: string
  position: number
  persons: number
  minutes: number
}

/** A mailed or handed-out capability; only its SHA-256 is kept. */
export interface AppointmentTokenTable {
  tenant_id: string
  appointment_id: string
  secret_hash: string
  scope: 'manage' | 'hold'
  created_at: string
}

/** The lock of a counter group's day, and the version of what was computed from it. */
export interface LedgerDayTable {
  /** Stands for tenant, group and date in `appointment.ledger_day`; the engine gives it. */
  number: Generated<number>
  tenant_id: string
  counter_group_id: string
  date: string
  revision: number
  /** How many call numbers were given out; they begin anew each day. */
  call_numbers: Generated<number>
}

/** A screen at which people take numbers by themselves; of its key, only the SHA-256 is kept. */
export interface NumberTerminalTable {
  tenant_id: string
  id: string
  office_id: string
  /** What the staff calls it. */
  name: string
  secret_hash: string
  created_at: string
  /** When it last gave out a number. */
  seen_at: string | null
}

/** A browser that gets a notice when it is an appointment's turn. */
export interface PushSubscriptionTable {
  tenant_id: string
  appointment_id: string
  /** Keyed hash of the address of the push service. */
  endpoint_hash: string
  /** The subscription, sealed: whoever has it could write to this browser. */
  sealed: string
  /** When it was told that the turn is near. */
  soon_at: string | null
  /** The last call that it was told of. */
  called_at: string | null
  created_at: string
}

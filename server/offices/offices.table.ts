export interface OfficeTable {
  tenant_id: string
  id: string
  position: number
  name: string
  /** Address, phone, accessibility …: the office of the configuration file, as JSON. */
  details: string
}

export interface CounterGroupTable {
  tenant_id: string
  id: string
  office_id: string
  position: number
  name: string
  grid_minutes: number
  lead_minutes: number
  horizon_days: number
  release_weekday: number | null
  release_minute: number
}

export interface OpeningRuleTable {
  tenant_id: string
  counter_group_id: string
  position: number
  weekday: number
  week_of_month: number | null
  from_minute: number
  to_minute: number
  public_counters: number
  reserve_counters: number
  valid_from: string | null
  valid_to: string | null
}

export interface ClosureTable {
  tenant_id: string
  office_id: string
  position: number
  /** Null: the whole office. */
  counter_group_id: string | null
  date_from: string
  date_to: string
  from_minute: number
  to_minute: number
  reason: string
}

export interface ServiceAtGroupTable {
  tenant_id: string
  counter_group_id: string
  service_id: string
  position: number
  /** Null: the service's own minutes. */
  minutes: number | null
}

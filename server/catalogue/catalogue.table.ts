export interface ServiceTable {
  tenant_id: string
  id: string
  position: number
  department_id: string
  mailbox_id: string
  /** JSON list. */
  channels: string
  minutes: number
  extra_person_minutes: number | null
  /** JSON list. */
  life_situations: string
  popularity: number
  /** JSON list. */
  terms: string
}

export interface ServiceTextTable {
  tenant_id: string
  service_id: string
  lang: string
  status: 'published'
  version: number
  /** The text of the configuration file, as JSON. */
  content: string
}

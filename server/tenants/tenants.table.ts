export interface TenantTable {
  id: string
  name: string
  kind: 'city' | 'county' | 'town'
  /** Everything of the configuration file's `tenant`, `appointments` and `counter`, as JSON. */
  settings: string
  /** Rises with every change of the tenant's configuration: the version of all caches of it. */
  revision: number
}

export interface DepartmentTable {
  tenant_id: string
  id: string
  position: number
  name: string
}

export interface LifeSituationTable {
  tenant_id: string
  id: string
  position: number
  name: string
}

export interface MailboxTable {
  tenant_id: string
  id: string
  position: number
  department_id: string
  name: string
  address: string
}

/** Makes what one address places wait for each other; says nothing but that there were some. */
export interface AddressLockTable {
  tenant_id: string
  address_key: string
  used_at: string
}

/** What was answered to a request with an Idempotency-Key. */
export interface IdempotentAnswerTable {
  tenant_id: string
  key_hash: string
  body_hash: string
  /** Sealed JSON of the answer's body. */
  sealed: string
  created_at: string
}

/** Whose data were erased, without saying who it was: replayed after a restore. */
export interface ErasureTable {
  tenant_id: string
  /** The id of an appointment or a request. */
  subject_id: string
  erased_at: string
}

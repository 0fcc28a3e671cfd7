import type { DaySnapshot } from '#shared/contracts/staff.ts'
import type { KeptCheckIn } from './kept-check-ins.ts'

/**
 * What a device keeps to go on without network: the day of each office, erased at sign-out and with the
 * next day, and the check-ins that the server does not know yet, which name nobody.
 */
const databaseName = 'rathauslotse-staff'
const dayStore = 'days'
const checkInStore = 'check-ins'

interface KeptDay {
  /** `tenant/office`. */
  place: string
  snapshot: DaySnapshot
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(dayStore, { keyPath: 'place' })
      request.result.createObjectStore(checkInStore, { keyPath: 'key' })
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new Error('the device keeps nothing'))
  })
}

/** One request in a transaction of its own; resolves once it is on the disk. */
async function run<T>(
  store: string,
  mode: IDBTransactionMode,
  work: (objects: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode)
      const request = work(transaction.objectStore(store))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(new Error('the device keeps nothing'))
    })
  } finally {
    database.close()
  }
}

export async function keepDay(place: string, snapshot: DaySnapshot): Promise<void> {
  await run(dayStore, 'readwrite', (days) => days.put({ place, snapshot } satisfies KeptDay))
}

export async function findDay(place: string): Promise<DaySnapshot | null> {
  const kept = await run<KeptDay | undefined>(dayStore, 'readonly', (days) => days.get(place))
  return kept?.snapshot ?? null
}

/** Nobody who is not signed in may find names on a device. */
export async function eraseDays(): Promise<void> {
  await run(dayStore, 'readwrite', (days) => days.clear())
}

export async function keepCheckIn(checkIn: KeptCheckIn): Promise<void> {
  await run(checkInStore, 'readwrite', (checkIns) => checkIns.put(checkIn))
}

export function listCheckIns(): Promise<KeptCheckIn[]> {
  return run<KeptCheckIn[]>(checkInStore, 'readonly', (checkIns) => checkIns.getAll())
}

export async function dropCheckIn(key: string): Promise<void> {
  await run(checkInStore, 'readwrite', (checkIns) => checkIns.delete(key))
}

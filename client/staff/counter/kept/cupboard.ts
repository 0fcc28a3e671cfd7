import type { Me } from '#shared/contracts/sign-in.ts'
import type { DaySnapshot } from '#shared/contracts/staff.ts'
import type { KeptCheckIn } from './kept-check-ins.ts'

/**
 * What a device keeps to go on without network: who is signed in and the day of each office, erased at
 * sign-out, with the lock and with the next day; and the check-ins that the server does not know yet,
 * which name nobody.
 */
const databaseName = 'rathauslotse-staff'
const dayStore = 'days'
const checkInStore = 'check-ins'
const personStore = 'person'
/** The sessions of the server end after an hour in which it hears nothing; so long a device trusts. */
const trustedMinutes = 60

interface KeptDay {
  /** `tenant/office`. */
  place: string
  snapshot: DaySnapshot
  /** When, in milliseconds by the clock of the device, which may be wrong. */
  keptAt: number
}

interface KeptPerson {
  me: Me
  /** When the server last said so, in milliseconds by the clock of the device. */
  heardAt: number
}
/** There is one at most. */
const thePerson = 'me'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 2)
    request.onupgradeneeded = ({ oldVersion }) => {
      const { result: database } = request
      if (oldVersion < 1) {
        database.createObjectStore(dayStore, { keyPath: 'place' })
        database.createObjectStore(checkInStore, { keyPath: 'key' })
      }
      database.createObjectStore(personStore)
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

export async function keepDay(day: KeptDay): Promise<void> {
  await run(dayStore, 'readwrite', (days) => days.put(day))
}

export async function findDay(place: string): Promise<KeptDay | null> {
  const kept = await run<KeptDay | undefined>(dayStore, 'readonly', (days) => days.get(place))
  return kept ?? null
}

export async function eraseDays(): Promise<void> {
  await run(dayStore, 'readwrite', (days) => days.clear())
}

/** The server has just said who works here; what another person has left is erased. */
export async function keepPerson(me: Me, heardAt: number): Promise<void> {
  const before = await run<KeptPerson | undefined>(personStore, 'readonly', (people) =>
    people.get(thePerson),
  )
  if (before && before.me.id !== me.id) await eraseDays()
  await run(personStore, 'readwrite', (people) =>
    people.put({ me, heardAt } satisfies KeptPerson, thePerson),
  )
}

/** Who worked here when the server was last heard, if that is not too long ago. */
export async function findPerson(now: number): Promise<Me | null> {
  const kept = await run<KeptPerson | undefined>(personStore, 'readonly', (people) =>
    people.get(thePerson),
  )
  if (!kept) return null
  if (now - kept.heardAt < trustedMinutes * 60_000) return kept.me
  await eraseNames()
  return null
}

/** Nobody who is not signed in may find names on a device. */
export async function eraseNames(): Promise<void> {
  await run(personStore, 'readwrite', (people) => people.clear())
  await eraseDays()
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

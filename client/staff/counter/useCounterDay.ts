import {
  computed,
  type ComputedRef,
  inject,
  type InjectionKey,
  onScopeDispose,
  provide,
  ref,
  type Ref,
  shallowRef,
  watch,
} from 'vue'
import { ApiError } from '#client/lib/api.ts'
import { dayIn } from '#client/lib/dates.ts'
import type { IsoDate, Slug } from '#shared/contracts/fields.ts'
import type { DaySnapshot, Desk, StaffAppointment } from '#shared/contracts/staff.ts'
import { useSession } from '../session/useSession.ts'
import { counterApi } from './counter-api.ts'
import { eraseDays, findDay, keepDay, keepPerson } from './kept/cupboard.ts'
import { useKeptCheckIns, type KeptCheckIns } from './kept/useKeptCheckIns.ts'
import { withKept } from './kept/kept-check-ins.ts'
import { useLiveChanges } from './live-changes.ts'

/** Today at one office, as the server knows it or, without network, as this device last knew it. */
export interface CounterDay {
  tenant: Ref<Slug>
  office: Ref<Slug>
  /** Who works here; empty: nobody any more. */
  person: ComputedRef<string>
  desk: ComputedRef<Desk | null>
  today: ComputedRef<IsoDate | null>
  snapshot: Ref<DaySnapshot | null>
  /** In order of time; whoever was let in without network is there already. */
  visits: ComputedRef<StaffAppointment[]>
  /** Why there is nothing to show; null as soon as there is. */
  failure: Ref<unknown>
  /** The last question was not answered: what is shown may be old. */
  isOffline: Ref<boolean>
  /** Changes are told as they happen. */
  isLive: Ref<boolean>
  /** The server's time: a tablet's own clock may be wrong. */
  now: Ref<Date>
  /** The server's time at this moment, for what must not be ten seconds old. */
  serverNow: () => number
  /** Rises for a day whenever something of it changes. */
  revisions: Ref<Record<IsoDate, number>>
  kept: KeptCheckIns
  read: () => Promise<void>
  /** Puts what an action answered into the list at once; the server's list follows. */
  take: (visit: StaffAppointment) => void
}

const key: InjectionKey<CounterDay> = Symbol('the day at the counter')
const tickSeconds = 5

/** For pages under the frame of the counter. */
export function useCounterDay(): CounterDay {
  const day = inject(key)
  if (!day) throw new Error('no counter above this component')
  return day
}

/** For the frame: reads the day, keeps it for times without network, and follows its changes. */
export function provideCounterDay(tenant: Ref<Slug>, office: Ref<Slug>): CounterDay {
  const snapshot = shallowRef<DaySnapshot | null>(null)
  const failure = shallowRef<unknown>(null)
  const isOffline = ref(false)
  const revisions = shallowRef<Record<IsoDate, number>>({})
  /** By how many milliseconds the server's clock is ahead of this one. */
  let ahead = 0
  let latest = 0

  const serverNow = () => Date.now() + ahead
  const now = ref(new Date())
  const tick = () => (now.value = new Date(serverNow()))
  const timer = setInterval(tick, tickSeconds * 1000)
  onScopeDispose(() => clearInterval(timer))

  const place = () => `${tenant.value}/${office.value}`

  function show(read: DaySnapshot) {
    snapshot.value = read
    failure.value = null
    tick()
  }

  async function read() {
    if (!office.value) return
    const turn = ++latest
    try {
      const read = await counterApi.snapshot(tenant.value, office.value)
      if (turn !== latest) return
      ahead = Date.parse(read.takenAt) - Date.now()
      isOffline.value = false
      show(read)
      void keep(read).catch(() => {})
      void kept.send()
    } catch (error) {
      if (turn !== latest) return
      isOffline.value = error instanceof ApiError && error.code === 'offline'
      const known = isOffline.value ? await findToday() : null
      if (turn !== latest) return
      if (known) show(known)
      else if (!snapshot.value) failure.value = error
    }
  }

  /** For times without network; not what was answered after somebody has signed out or locked. */
  async function keep(read: DaySnapshot) {
    if (!me.value || cover.value) return
    await keepPerson(me.value, Date.now())
    await keepDay({ place: place(), snapshot: read, keptAt: Date.now() })
  }

  /** What the device has kept, if that was today. */
  async function findToday(): Promise<DaySnapshot | null> {
    if (snapshot.value) return null
    const found = await findDay(place()).catch(() => null)
    if (!found) return null
    const { snapshot: known, keptAt } = found
    ahead = Date.parse(known.takenAt) - keptAt
    if (known.day.date === dayIn(known.desk.zone, serverNow())) return known
    await eraseDays().catch(() => {})
    return null
  }

  function take(visit: StaffAppointment) {
    const known = snapshot.value
    if (!known || visit.office !== office.value || visit.date !== known.day.date) return
    const others = known.day.appointments.filter(({ id }) => id !== visit.id)
    const appointments = [...others, visit].sort((a, b) => (a.start < b.start ? -1 : 1))
    snapshot.value = { ...known, day: { ...known.day, appointments } }
  }

  const { me, cover } = useSession()
  const person = computed(() => me.value?.id ?? '')
  const owner = () => ({ person: person.value, tenant: tenant.value })
  const kept = useKeptCheckIns(owner, () => void read())
  const { isLive } = useLiveChanges(
    () => (office.value ? counterApi.livePath(tenant.value, office.value) : null),
    (changed) => {
      if (changed) revisions.value = changed.days
      void read()
    },
  )

  watch(
    [tenant, office],
    () => {
      snapshot.value = null
      failure.value = null
      void read()
    },
    { immediate: true },
  )

  const day: CounterDay = {
    tenant,
    office,
    person,
    desk: computed(() => snapshot.value?.desk ?? null),
    today: computed(() => snapshot.value?.day.date ?? null),
    snapshot,
    visits: computed(() => withKept(snapshot.value?.day.appointments ?? [], kept.waiting.value)),
    failure,
    isOffline,
    isLive,
    now,
    serverNow,
    revisions,
    kept,
    read,
    take,
  }
  provide(key, day)
  return day
}

import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import { markNavigated } from '#client/composables/usePage.ts'
import { ApiError } from '#client/lib/api.ts'
import { type Interruption, signInApi, whenInterrupted } from '#client/lib/staff-api.ts'
import type { Me } from '#shared/contracts/sign-in.ts'
import * as cupboard from '../counter/kept/cupboard.ts'

const me = shallowRef<Me | null>(null)
/** What covers the page, which stays as it is underneath. */
const cover = ref<Interruption | null>(null)
/** The server could not be asked who is there. */
const failure = shallowRef<unknown>(null)

let waiting: ((isSamePerson: boolean) => void)[] = []

/** Tells the other windows of this browser, which share the session. */
const windows = 'BroadcastChannel' in globalThis ? new BroadcastChannel('session') : null
windows?.addEventListener('message', () => void refresh())

function settle(isSamePerson: boolean): void {
  const settled = waiting
  waiting = []
  cover.value = null
  for (const resolve of settled) resolve(isSamePerson)
}

/** The names that a counter keeps for times without network are there for who is signed in only. */
const eraseNames = () => cupboard.eraseNames().catch(() => {})

/** Nobody reads on, and nothing of the day stays on the device. */
function coverWith(why: Interruption): void {
  cover.value = why
  void eraseNames()
}

whenInterrupted((why) => {
  coverWith(why)
  return new Promise((resolve) => waiting.push(resolve))
})

/** Takes over who the server says is there. */
function take(now: Me): void {
  const before = me.value
  me.value = now
  if (now.locked) return coverWith('session-locked')
  void cupboard.keepPerson(now, Date.now()).catch(() => {})
  settle(before === null || before.id === now.id)
}

/** Without network: who the server has just said it is, so that a counter comes up again. */
async function recallPerson(): Promise<Me | null> {
  return cupboard.findPerson(Date.now()).catch(() => null)
}

/** Nobody is signed in: at the start the page of sign-in, later a cover over what is open. */
function takeNobody(): void {
  if (me.value) coverWith('sign-in-required')
  else void eraseNames()
}

async function refresh(): Promise<void> {
  failure.value = null
  try {
    take(await signInApi.me())
  } catch (error) {
    const isNobody = error instanceof ApiError && error.code === 'sign-in-required'
    if (isNobody) return takeNobody()
    if (me.value) return
    const isOffline = error instanceof ApiError && error.code === 'offline'
    me.value = isOffline ? await recallPerson() : null
    if (!me.value) failure.value = error
  }
}

// Who was recalled may have been signed out meanwhile.
addEventListener('online', () => void refresh())

/** Somebody has signed in or unlocked, perhaps in the place of another person. */
async function cameBack(): Promise<void> {
  const now = await signInApi.me()
  markNavigated()
  take(now)
  windows?.postMessage('changed')
}

/** The cover comes first: whatever the network does, nobody reads on. */
async function lock(): Promise<void> {
  if (!me.value || cover.value) return
  coverWith('session-locked')
  await signInApi.lock().catch(() => {})
  windows?.postMessage('changed')
}

async function signOut(): Promise<void> {
  try {
    await signInApi.signOut()
  } catch (error) {
    // Without network the session cannot be ended; at least nobody reads on.
    if (error instanceof ApiError && error.code === 'offline') return lock()
    throw error
  }
  markNavigated()
  me.value = null
  settle(false)
  await eraseNames()
  windows?.postMessage('changed')
}

/** Who works here. */
export function useSession(): {
  me: Readonly<Ref<Me | null>>
  cover: Readonly<Ref<Interruption | null>>
  failure: Readonly<Ref<unknown>>
  /** Changes with the person: pages of one must not be seen by the next. */
  personKey: ComputedRef<string>
  refresh: () => Promise<void>
  cameBack: () => Promise<void>
  lock: () => Promise<void>
  signOut: () => Promise<void>
} {
  return {
    me,
    cover,
    failure,
    personKey: computed(() => me.value?.id ?? ''),
    refresh,
    cameBack,
    lock,
    signOut,
  }
}

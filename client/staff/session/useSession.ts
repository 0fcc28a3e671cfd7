import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import { markNavigated } from '#client/composables/usePage.ts'
import { ApiError } from '#client/lib/api.ts'
import { signInApi, whenSignInIsRequired } from '#client/lib/staff-api.ts'
import type { Me } from '#shared/contracts/sign-in.ts'

const me = shallowRef<Me | null>(null)
/** The session ended while a page was open: sign-in covers the page, which stays as it is. */
const isExpired = ref(false)
/** The server could not be asked who is there. */
const failure = shallowRef<unknown>(null)

let waiting: ((isSamePerson: boolean) => void)[] = []

function settle(isSamePerson: boolean): void {
  const settled = waiting
  waiting = []
  isExpired.value = false
  for (const resolve of settled) resolve(isSamePerson)
}

whenSignInIsRequired(() => {
  isExpired.value = true
  return new Promise((resolve) => waiting.push(resolve))
})

async function begin(): Promise<void> {
  failure.value = null
  try {
    me.value = await signInApi.me()
  } catch (error) {
    me.value = null
    const isNobody = error instanceof ApiError && error.code === 'sign-in-required'
    if (!isNobody) failure.value = error
  }
}

/** Somebody has signed in, perhaps in the place of another person. */
async function signedIn(): Promise<void> {
  const before = me.value
  const now = await signInApi.me()
  markNavigated()
  me.value = now
  settle(before === null || before.id === now.id)
}

async function signOut(): Promise<void> {
  await signInApi.signOut()
  markNavigated()
  me.value = null
  settle(false)
}

/** Who works here. */
export function useSession(): {
  me: Readonly<Ref<Me | null>>
  isExpired: Readonly<Ref<boolean>>
  failure: Readonly<Ref<unknown>>
  /** Changes with the person: pages of one must not be seen by the next. */
  personKey: ComputedRef<string>
  begin: () => Promise<void>
  signedIn: () => Promise<void>
  signOut: () => Promise<void>
} {
  return {
    me,
    isExpired,
    failure,
    personKey: computed(() => me.value?.id ?? ''),
    begin,
    signedIn,
    signOut,
  }
}

import { computed, type Ref, shallowRef } from 'vue'
import { counterApi } from '../counter-api.ts'
import { dropCheckIn, keepCheckIn, listCheckIns } from './cupboard.ts'
import {
  asSent,
  contradictions,
  type Contradiction,
  isForgotten,
  isOf,
  type KeptCheckIn,
  nextToSend,
  type Owner,
} from './kept-check-ins.ts'

/** Check-ins that wait for the network. */
export interface KeptCheckIns {
  /** Those of the person who works here. */
  waiting: Ref<KeptCheckIn[]>
  /** How many another person has left at this municipality: theirs to send. */
  ofOthers: Ref<number>
  /** What the server did not do after all; until somebody has seen it. */
  contradictions: Ref<Contradiction[]>
  keep: (checkIn: KeptCheckIn) => Promise<void>
  /** Sends what waits. Whatever goes wrong, it waits on: the server does each of them once. */
  send: () => Promise<void>
  seen: (key: string) => void
}

export function useKeptCheckIns(owner: () => Owner, onSent: () => void): KeptCheckIns {
  const all = shallowRef<KeptCheckIn[]>([])
  const contradicted = shallowRef<Contradiction[]>([])
  let sending: Promise<void> | null = null

  const recalled = recall()
    .catch(() => [])
    .then((known) => {
      const keys = new Set(all.value.map(({ key }) => key))
      all.value = [...known.filter(({ key }) => !keys.has(key)), ...all.value]
    })

  async function recall() {
    const known = await listCheckIns()
    const isOld = (checkIn: KeptCheckIn) => isForgotten(checkIn, Date.now())
    for (const { key } of known.filter(isOld)) await dropCheckIn(key)
    return known.filter((checkIn) => !isOld(checkIn))
  }

  async function keep(checkIn: KeptCheckIn) {
    all.value = [...all.value, checkIn]
    // A device that stores nothing keeps it as long as the page is open.
    await keepCheckIn(checkIn).catch(() => {})
  }

  async function sendAll() {
    await recalled
    for (;;) {
      const mine = owner()
      const batch = nextToSend(all.value, mine)
      if (batch.length === 0) return
      const answers = await counterApi.checkIns(mine.tenant, { checkIns: batch.map(asSent) })
      const done = new Set(answers.results.map(({ key }) => key))
      all.value = all.value.filter(({ key }) => !done.has(key))
      contradicted.value = [...contradicted.value, ...contradictions(batch, answers)]
      for (const key of done) await dropCheckIn(key).catch(() => {})
      onSent()
    }
  }

  function send() {
    sending ??= sendAll()
      // Still no network, or nobody who may: it waits for the next time.
      .catch(() => {})
      .finally(() => (sending = null))
    return sending
  }

  return {
    waiting: computed(() => all.value.filter((checkIn) => isOf(checkIn, owner()))),
    ofOthers: computed(
      () => all.value.filter((one) => one.tenant === owner().tenant && !isOf(one, owner())).length,
    ),
    contradictions: contradicted,
    keep,
    send,
    seen: (key) => {
      contradicted.value = contradicted.value.filter((one) => one.key !== key)
    },
  }
}

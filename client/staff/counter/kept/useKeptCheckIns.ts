import { type Ref, shallowRef } from 'vue'
import type { Slug } from '#shared/contracts/fields.ts'
import { counterApi } from '../counter-api.ts'
import { dropCheckIn, keepCheckIn, listCheckIns } from './cupboard.ts'
import {
  asSent,
  contradictions,
  type Contradiction,
  type KeptCheckIn,
  nextToSend,
} from './kept-check-ins.ts'

/** Check-ins that wait for the network. */
export interface KeptCheckIns {
  waiting: Ref<KeptCheckIn[]>
  /** What the server did not do after all; until somebody has seen it. */
  contradictions: Ref<Contradiction[]>
  keep: (checkIn: KeptCheckIn) => Promise<void>
  /** Sends what waits. Whatever goes wrong, it waits on: the server does each of them once. */
  send: () => Promise<void>
  seen: (key: string) => void
}

export function useKeptCheckIns(tenant: Ref<Slug>, onSent: () => void): KeptCheckIns {
  const waiting = shallowRef<KeptCheckIn[]>([])
  const contradicted = shallowRef<Contradiction[]>([])
  let sending: Promise<void> | null = null

  const recalled = listCheckIns()
    .catch(() => [])
    .then((known) => {
      const keys = new Set(waiting.value.map(({ key }) => key))
      waiting.value = [...known.filter(({ key }) => !keys.has(key)), ...waiting.value]
    })

  async function keep(checkIn: KeptCheckIn) {
    waiting.value = [...waiting.value, checkIn]
    // A device that stores nothing keeps it as long as the page is open.
    await keepCheckIn(checkIn).catch(() => {})
  }

  async function sendAll() {
    await recalled
    for (;;) {
      const batch = nextToSend(waiting.value, tenant.value)
      if (batch.length === 0) return
      const answers = await counterApi.checkIns(tenant.value, { checkIns: batch.map(asSent) })
      const done = new Set(answers.results.map(({ key }) => key))
      waiting.value = waiting.value.filter(({ key }) => !done.has(key))
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
    waiting,
    contradictions: contradicted,
    keep,
    send,
    seen: (key) => {
      contradicted.value = contradicted.value.filter((one) => one.key !== key)
    },
  }
}

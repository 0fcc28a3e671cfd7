import { computed, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { ApiError, newIdempotencyKey } from '#client/lib/api.ts'
import { errorWords } from '#client/lib/error-words.ts'
import type { ErrorCode } from '#shared/contracts/error-codes.ts'
import type { StaffAppointment } from '#shared/contracts/staff.ts'
import { counterApi } from '../counter-api.ts'
import { asSent, type KeptCheckIn, type WhoComes } from '../kept/kept-check-ins.ts'
import { useCounterDay } from '../useCounterDay.ts'
import { useVisitActions } from '../useVisitActions.ts'
import { whoIs } from '../visit-words.ts'
import { judgeHere, type ShownVerdict } from './judge-here.ts'
import { verifierFor } from './verify-signature.ts'

/** How somebody at the entrance was judged. */
export interface Arrival {
  who: WhoComes
  verdict: ShownVerdict
  /** Whether the visitor is in now. */
  admitted: boolean
  visit: StaffAppointment | null
  /** Decided by this device alone; the server hears of it later. */
  isKept: boolean
}

/** Nobody at an entrance waits longer than this for an answer that may never come. */
const patienceMs = 4000

/** Judges who comes and lets in, with the server or, without network, by what the device knows. */
export function useCheckIn(): {
  busy: Ref<boolean>
  /** Why it could not be judged at all, in the reader's words. */
  refused: Ref<string>
  checkIn: (who: WhoComes, anyway?: boolean) => Promise<Arrival | null>
} {
  const { t } = useI18n()
  const day = useCounterDay()
  const { note } = useVisitActions()
  const busy = ref(false)
  const refused = ref('')
  const verify = computed(() => verifierFor(day.desk.value?.qrPublicKey ?? ''))

  async function checkIn(who: WhoComes, anyway = false): Promise<Arrival | null> {
    if (busy.value) return null
    busy.value = true
    refused.value = ''
    const wish: KeptCheckIn = {
      key: newIdempotencyKey(),
      person: day.person.value,
      tenant: day.tenant.value,
      office: day.office.value,
      at: new Date(day.serverNow()).toISOString(),
      who,
      anyway,
      appointment: 'appointment' in who ? who.appointment : null,
    }
    try {
      const arrival = (await askServer(wish)) ?? (await decideHere(wish))
      if (arrival.visit && arrival.admitted && !arrival.isKept) {
        day.take(arrival.visit)
        const text = t('staff-counter.done.arrived', { who: whoIs(arrival.visit, t) })
        if (arrival.verdict.reason !== 'already-in') note({ visit: arrival.visit, text })
      }
      return arrival
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      refused.value = t(errorWords[error.code])
      return null
    } finally {
      busy.value = false
    }
  }

  /** Null: there was no answer. @throws ApiError if it was refused */
  async function askServer(wish: KeptCheckIn): Promise<Arrival | null> {
    if (day.isOffline.value && !navigator.onLine) return null
    const gaveUp = new AbortController()
    const timer = setTimeout(() => gaveUp.abort(), patienceMs)
    try {
      const { tenant } = wish
      const { results } = await counterApi.checkIns(
        tenant,
        { checkIns: [asSent(wish)] },
        gaveUp.signal,
      )
      const [result] = results
      if (!result?.answer) throw new ApiError(result?.error ?? ('internal' as ErrorCode), 200)
      const { verdict, admitted, appointment } = result.answer
      return { who: wish.who, verdict, admitted, visit: appointment, isKept: false }
    } catch (error) {
      const isSilent =
        gaveUp.signal.aborted || (error instanceof ApiError && error.code === 'offline')
      if (!isSilent) throw error
      day.isOffline.value = true
      return null
    } finally {
      clearTimeout(timer)
    }
  }

  async function decideHere(wish: KeptCheckIn): Promise<Arrival> {
    const known = day.snapshot.value
    if (!known) throw new ApiError('offline', 0)
    const { who, anyway } = wish
    const { verdict, visit } = await judgeHere(
      who,
      known,
      day.visits.value,
      day.serverNow(),
      verify.value,
    )
    const isNew = verdict.reason !== 'already-in'
    const admitted =
      verdict.light === 'green' || (anyway && verdict.ways.some((way) => way === 'anyway'))
    if (admitted && isNew) await day.kept.keep({ ...wish, appointment: visit?.id ?? null })
    return { who, verdict, admitted, visit, isKept: admitted && isNew }
  }

  return { busy, refused, checkIn }
}

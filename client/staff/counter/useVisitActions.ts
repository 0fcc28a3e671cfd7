import { computed, inject, type InjectionKey, provide, ref, type Ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { announce } from '#client/composables/useAnnounce.ts'
import { ApiError } from '#client/lib/api.ts'
import { errorWords } from '#client/lib/error-words.ts'
import type { CounterAction, StaffAppointment } from '#shared/contracts/staff.ts'
import { counterApi } from './counter-api.ts'
import type { CounterDay } from './useCounterDay.ts'
import { whoIs } from './visit-words.ts'

/** What was just done, and can be taken back for a while. */
export interface Done {
  visit: StaffAppointment
  /** In the words of the screen. */
  text: string
}

export interface VisitActions {
  /** The id of the visit that something is being done to; `next` while the next one is called. */
  busy: Ref<string | null>
  /** Why the last action was refused, in the reader's words. */
  refused: Ref<string>
  done: Ref<Done | null>
  callNext: (seat: number, complete: boolean) => Promise<void>
  call: (visit: StaffAppointment, seat: number) => Promise<void>
  act: (visit: StaffAppointment, action: CounterAction) => Promise<void>
  /** For steps that go another way, such as check-in. */
  note: (done: Done) => void
  forget: () => void
}

const key: InjectionKey<VisitActions> = Symbol('what is done at the counter')

/** For pages under the frame of the counter. */
export function useVisitActions(): VisitActions {
  const actions = inject(key)
  if (!actions) throw new Error('no counter above this component')
  return actions
}

/** For the frame: what is done can be taken back on whichever page one is then. */
export function provideVisitActions(day: CounterDay): VisitActions {
  const { t } = useI18n()
  const busy = ref<string | null>(null)
  const refused = ref('')
  const done = shallowRef<Done | null>(null)

  async function run(id: string, work: () => Promise<void>) {
    if (busy.value) return
    busy.value = id
    refused.value = ''
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const hasChanged = error.code === 'state-conflict'
      refused.value = hasChanged
        ? t('staff-counter.refused.changed')
        : t(error.code === 'offline' ? 'staff-counter.refused.offline' : errorWords[error.code])
      announce(refused.value, 'assertive')
    } finally {
      busy.value = null
      void day.read()
    }
  }

  function note(step: Done) {
    done.value = step
    announce(step.text)
  }

  const callNext = (seat: number, complete: boolean) =>
    run('next', async () => {
      const { called, completed } = await counterApi.callNext(day.tenant.value, {
        office: day.office.value,
        counter: seat,
        complete,
      })
      if (completed) day.take(completed)
      if (called) noteStep(called, 'called')
      else if (completed) noteStep(completed, 'completed')
      if (!called) refused.value = t('staff-counter.refused.nobody')
    })

  const call = (visit: StaffAppointment, seat: number) =>
    run(visit.id, async () => {
      noteStep(await counterApi.call(day.tenant.value, visit.id, seat), 'called')
    })

  const act = (visit: StaffAppointment, action: CounterAction) =>
    run(visit.id, async () => {
      const changed = await counterApi.act(day.tenant.value, visit.id, action)
      if (action !== 'undo') return noteStep(changed, words[action])
      day.take(changed)
      done.value = null
      announce(t('staff-counter.done.undone', { who: whoIs(visit, t) }))
    })

  function noteStep(visit: StaffAppointment, step: string) {
    day.take(visit)
    const { counter } = visit
    note({ visit, text: t(`staff-counter.done.${step}`, { who: whoIs(visit, t), counter }) })
  }

  const isFresh = computed(() => {
    const until = done.value?.visit.undoUntil
    return !!until && day.now.value.getTime() < Date.parse(until)
  })
  const actions: VisitActions = {
    busy,
    refused,
    done: computed(() => (isFresh.value ? done.value : null)),
    callNext,
    call,
    act,
    note,
    forget: () => (done.value = null),
  }
  provide(key, actions)
  return actions
}

const words = { recall: 'recalled', complete: 'completed', 'no-show': 'missed' } as const

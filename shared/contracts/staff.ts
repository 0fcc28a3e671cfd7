import * as v from 'valibot'
import { AppointmentState, VisitKind } from './appointments.ts'
import { Instant, IsoDate, Language, Slug, WallTime } from './fields.ts'

/** Where people may take a number without an appointment; each one also where the ones before it may. */
export const walkInRules = ['none', 'desk', 'terminal', 'kiosk'] as const

/** What a person may be at a municipality; one may be several things, at several of them. */
export const roles = ['clerk', 'editor', 'agent', 'caseworker', 'admin'] as const
export const Role = v.picklist(roles)
export type Role = v.InferOutput<typeof Role>

/** The number of a counter within its office, as it stands above it: `Platz 3`. */
export const CounterNumber = v.pipe(
  v.number('required'),
  v.integer('out-of-range'),
  v.minValue(1, 'out-of-range'),
  v.maxValue(999, 'out-of-range'),
)

/** An appointment as the counter sees it: no mail address and no phone number. */
export const StaffAppointment = v.object({
  id: v.string(),
  reference: v.string(),
  kind: VisitKind,
  state: AppointmentState,
  office: Slug,
  /** The counters that serve it. */
  group: Slug,
  date: IsoDate,
  /** Of a walk-in: when it came. */
  start: WallTime,
  /** Length of the visit in minutes. */
  minutes: v.number(),
  /** Empty once erased, and for walk-ins. */
  name: v.string(),
  /** Titles are German, whatever the visitor's language. */
  services: v.array(v.object({ slug: Slug, title: v.string(), persons: v.number() })),
  /** How many people come: the most that any of the services is for. */
  persons: v.number(),
  /** The language of the visitor. */
  lang: Language,
  /** Hours have changed since it was made, and nobody is there at this time. */
  closed: v.boolean(),
  /** Whether mails reach the visitor; without, tell or print what changes. */
  hasEmail: v.boolean(),
  /** `A 17`: what is called and shown in the waiting room; null before the visitor came. */
  number: v.nullable(v.string()),
  /** The counter of the last call. */
  counter: v.nullable(v.number()),
  /** How often the visitor was called. */
  calls: v.number(),
  arrivedAt: v.nullable(Instant),
  /** The last call. */
  calledAt: v.nullable(Instant),
  /** When the visit was completed, or noted as missed. */
  endedAt: v.nullable(Instant),
  /** Until then the last step can be taken back; null: there is none, or it is too late. */
  undoUntil: v.nullable(Instant),
  /** From then on it may be noted that nobody came; null: that makes no sense in this state. */
  noShowFrom: v.nullable(Instant),
})
export type StaffAppointment = v.InferOutput<typeof StaffAppointment>

/** Minutes as an honest range, in steps of five. */
export const WaitingTime = v.object({ from: v.number(), to: v.number() })
export type WaitingTime = v.InferOutput<typeof WaitingTime>

export const StaffAppointmentsQuery = v.strictObject({
  /** Only this office; all of them if left out. */
  office: v.optional(Slug),
  /** Only these counters. */
  group: v.optional(Slug),
  /** Today at the municipality if left out. */
  date: v.optional(IsoDate),
})
export type StaffAppointmentsQuery = v.InferOutput<typeof StaffAppointmentsQuery>

/** A day at the counter. */
export const StaffAppointments = v.object({
  date: IsoDate,
  /** In order of time, without cancelled and expired ones. */
  appointments: v.array(StaffAppointment),
  /** Who waits in which group, in the order in which they will be called as things stand. */
  queues: v.array(v.object({ group: Slug, waiting: v.array(v.string()) })),
  summary: v.object({
    /** Confirmed, not here yet. */
    expected: v.number(),
    waiting: v.number(),
    /** At a counter, or on the way to it. */
    called: v.number(),
    completed: v.number(),
    missed: v.number(),
    walkIns: v.number(),
    /** Minutes; null where nobody waits, or nobody has been called. */
    longestWait: v.nullable(v.number()),
    averageWait: v.nullable(v.number()),
  }),
})
export type StaffAppointments = v.InferOutput<typeof StaffAppointments>

/** Who may come in, and who is called when: the municipality's settings for its counters. */
export const CounterRules = v.object({
  earlyMinutes: v.number(),
  lateMinutes: v.number(),
  noShowMinutes: v.number(),
  undoMinutes: v.number(),
  /** Whether staff may let in somebody who has reserved and never confirmed. */
  admitUnconfirmed: v.boolean(),
  /** Who may take a number without an appointment, and where. */
  walkIns: v.picklist(walkInRules),
})
export type CounterRules = v.InferOutput<typeof CounterRules>

export const OfficeQuery = v.strictObject({ office: Slug })

/** What a counter needs to know besides its day; changes with the municipality's configuration. */
export const Desk = v.object({
  office: Slug,
  officeName: v.string(),
  zone: v.string(),
  groups: v.array(v.object({ slug: Slug, name: v.string(), letter: v.string() })),
  counters: v.array(v.object({ number: CounterNumber, group: Slug })),
  services: v.array(v.object({ slug: Slug, title: v.string(), groups: v.array(Slug) })),
  maxPersons: v.number(),
  rules: CounterRules,
  /** Whether the person who asks may book where no place is free. */
  mayOverbook: v.boolean(),
  /** Ed25519, SPKI as base64url: proves QR codes without network. */
  qrPublicKey: v.string(),
})
export type Desk = v.InferOutput<typeof Desk>

/** All that a counter needs to go on without network: keep it, and replace it when there is a newer one. */
export const DaySnapshot = v.object({ takenAt: Instant, desk: Desk, day: StaffAppointments })
export type DaySnapshot = v.InferOutput<typeof DaySnapshot>

export const StaffSearchQuery = v.strictObject({
  /** The beginnings of names, or a short code; umlauts and accents do not matter. */
  q: v.pipe(
    v.string('required'),
    v.trim(),
    v.minLength(2, 'too-short'),
    v.maxLength(100, 'too-long'),
  ),
  office: v.optional(Slug),
})
export type StaffSearchQuery = v.InferOutput<typeof StaffSearchQuery>

/** Appointments of any day that still name somebody, those that come next first. */
export const StaffSearch = v.object({
  appointments: v.array(StaffAppointment),
  /** There are more than are listed. */
  more: v.boolean(),
})
export type StaffSearch = v.InferOutput<typeof StaffSearch>

export const PlanQuery = v.strictObject({
  office: Slug,
  /** Today if left out. */
  from: v.optional(IsoDate),
  days: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d$/, 'out-of-range'),
      v.transform(Number),
      v.minValue(1, 'out-of-range'),
      v.maxValue(7, 'out-of-range'),
    ),
    '1',
  ),
})
export type PlanQuery = v.InferOutput<typeof PlanQuery>

/** Counters × time: what a picture of a day or a week is drawn from. */
export const Plan = v.object({
  days: v.array(
    v.object({
      date: IsoDate,
      groups: v.array(
        v.object({
          group: Slug,
          name: v.string(),
          /** The numbers of its counters: the rows of the picture. */
          counters: v.array(CounterNumber),
          /** How many of them are open when; without a range it is closed. */
          open: v.array(
            v.object({ from: WallTime, to: WallTime, public: v.number(), reserve: v.number() }),
          ),
          visits: v.array(
            v.object({
              /** The row, from 0; beyond the counters where more was booked than fits. */
              row: v.number(),
              appointment: StaffAppointment,
            }),
          ),
          /** Walk-ins: they have no place in time, so they stand beside the picture. */
          walkIns: v.array(StaffAppointment),
        }),
      ),
    }),
  ),
})
export type Plan = v.InferOutput<typeof Plan>

/** What is done at the counter to one visitor without further words; each is the end of a path. */
export const counterActions = ['recall', 'complete', 'no-show', 'undo'] as const
export type CounterAction = (typeof counterActions)[number]

export const CallVisitor = v.strictObject({
  /** The first free one of the visitor's group if left out. */
  counter: v.optional(CounterNumber),
})
export type CallVisitor = v.InferOutput<typeof CallVisitor>

export const CallNext = v.strictObject({
  office: Slug,
  counter: CounterNumber,
  /** Whose queues the counter serves; those of its own group if left out. */
  groups: v.optional(
    v.pipe(v.array(Slug), v.minLength(1, 'required'), v.maxLength(50, 'out-of-range')),
  ),
  /** Completes whoever is at this counter first. Without, a counter that is taken calls nobody. */
  complete: v.optional(v.boolean(), false),
})
export type CallNext = v.InferOutput<typeof CallNext>

export const CalledNext = v.object({
  /** Null: nobody waits. */
  called: v.nullable(StaffAppointment),
  completed: v.nullable(StaffAppointment),
})
export type CalledNext = v.InferOutput<typeof CalledNext>

/**
 * `event: changed` of the staff's live stream, at once and whenever something is different. A day whose
 * number has risen since it was read should be read again; one without a number was never touched.
 */
export const DayRevisions = v.object({
  office: Slug,
  today: IsoDate,
  days: v.record(IsoDate, v.number()),
})
export type DayRevisions = v.InferOutput<typeof DayRevisions>

import * as v from 'valibot'
import { Channel, MailboxId, Words } from './entries.ts'
import { IsoDate, Language, Slug, WallTime } from './fields.ts'
import {
  Closure,
  GroupDetails,
  OfficeDetails,
  OpeningRule,
  ServiceAtGroup,
} from './office-configuration.ts'
import {
  AppointmentLimits,
  MailboxDetails,
  SomeLimits,
  TenantSettings,
} from './tenant-configuration.ts'

/** More rules, services or closures than this are a mistake of a program. */
const most = 500

/** Of a service: how it can be had, and how long it takes. Its texts are the editors'. */
export const ServiceEffort = v.strictObject({
  channels: v.pipe(v.array(Channel), v.minLength(1)),
  /** Minutes for one person at the counter; 0 where nobody needs to come. */
  minutes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(240)),
  /** Minutes for each further person; without it as many as for the first. */
  extraPersonMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(240))),
})
export type ServiceEffort = v.InferOutput<typeof ServiceEffort>

/** The largest crest, in characters. */
export const largestCrest = 48 * 1024

/** One change of the configuration: what one form saves at once. Null removes. */
export const ConfigurationChange = v.variant(
  'subject',
  [
    /** Only what the form shows; the rest stays. */
    v.strictObject({ subject: v.literal('settings'), settings: v.partial(TenantSettings) }),
    v.strictObject({ subject: v.literal('limits'), limits: SomeLimits }),
    v.strictObject({
      subject: v.literal('crest'),
      svg: v.nullable(v.pipe(v.string(), v.maxLength(largestCrest, 'too-long'))),
    }),
    v.strictObject({
      subject: v.literal('office'),
      id: Slug,
      office: v.nullable(OfficeDetails),
    }),
    v.strictObject({
      subject: v.literal('group'),
      id: Slug,
      /** The office that it belongs to. */
      office: Slug,
      group: v.nullable(GroupDetails),
    }),
    v.strictObject({
      subject: v.literal('opening'),
      /** The counter group. */
      id: Slug,
      opening: v.pipe(v.array(OpeningRule), v.maxLength(most)),
    }),
    v.strictObject({
      subject: v.literal('group-services'),
      /** The counter group. */
      id: Slug,
      services: v.pipe(v.array(ServiceAtGroup), v.maxLength(most)),
    }),
    v.strictObject({ subject: v.literal('service'), id: Slug, service: ServiceEffort }),
    v.strictObject({
      subject: v.literal('closures'),
      /** By their place in the list of their office, as of the revision that was read. */
      remove: v.pipe(
        v.array(
          v.strictObject({ office: Slug, index: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
        ),
        v.maxLength(most),
      ),
      add: v.pipe(v.array(v.strictObject({ office: Slug, ...Closure.entries })), v.maxLength(most)),
    }),
    v.strictObject({
      subject: v.literal('mailbox'),
      id: MailboxId,
      mailbox: v.nullable(MailboxDetails),
    }),
  ],
  'unknown-value',
)
export type ConfigurationChange = v.InferOutput<typeof ConfigurationChange>
export type ConfigurationChangeInput = v.InferInput<typeof ConfigurationChange>
export type ChangeSubject = ConfigurationChange['subject']

const Revision = v.pipe(v.number('required'), v.integer('invalid'))

/** `POST …/staff/configuration/preview` */
export const PreviewChange = v.strictObject({
  /** The revision that the form was filled from. */
  revision: Revision,
  change: ConfigurationChange,
})
export type PreviewChange = v.InferOutput<typeof PreviewChange>

/** `POST …/staff/configuration/changes` */
export const SaveChange = v.strictObject({
  ...PreviewChange.entries,
  /** `acknowledge` of the preview, if it named people. */
  acknowledged: v.optional(v.pipe(v.string(), v.maxLength(100, 'too-long'))),
})
export type SaveChange = v.InferOutput<typeof SaveChange>

/** Somebody whose appointment a change takes away: as much as it takes to decide, and no more. */
export const PersonConcerned = v.object({
  /** Of the appointment. */
  id: v.string(),
  date: IsoDate,
  start: WallTime,
  /** Titles, in German. */
  services: v.array(v.string()),
  name: v.string(),
  hasEmail: v.boolean(),
})
export type PersonConcerned = v.InferOutput<typeof PersonConcerned>

/** What a change does. */
export const ChangePreview = v.object({
  /** Places for visits of typical length that residents can book, in all. */
  gained: v.number(),
  lost: v.number(),
  /** The days on which something changes, by group. */
  days: v.array(v.object({ date: IsoDate, group: Slug, gained: v.number(), lost: v.number() })),
  /** The last day that was looked at. */
  until: IsoDate,
  people: v.array(PersonConcerned),
  /** To be sent with the change: that these people were seen. Null if there are none. */
  acknowledge: v.nullable(v.string()),
})
export type ChangePreview = v.InferOutput<typeof ChangePreview>

/** `GET …/staff/configuration`: all that an administrator may change, and what is needed for it. */
export const Configuration = v.object({
  /** To be sent with every change: it is refused if somebody else was faster. */
  revision: v.number(),
  /** At the municipality. */
  today: IsoDate,
  tenant: v.object({
    slug: Slug,
    kind: v.picklist(['city', 'county', 'town']),
    land: v.string(),
    zone: v.string(),
    languages: v.array(Language),
    /** Where its picture is. */
    crest: v.nullable(v.string()),
  }),
  settings: TenantSettings,
  limits: AppointmentLimits,
  departments: v.array(v.object({ id: Slug, name: Words })),
  mailboxes: v.array(
    v.object({
      id: MailboxId,
      ...MailboxDetails.entries,
      /** How many services it is responsible for. */
      services: v.number(),
    }),
  ),
  offices: v.array(
    v.object({
      id: Slug,
      ...OfficeDetails.entries,
      groups: v.array(
        v.object({
          id: Slug,
          ...GroupDetails.entries,
          opening: v.array(OpeningRule),
          services: v.array(ServiceAtGroup),
        }),
      ),
      closures: v.array(Closure),
    }),
  ),
  services: v.array(
    v.object({ id: Slug, title: v.string(), department: Slug, ...ServiceEffort.entries }),
  ),
  /** Public holidays of the coming year: nobody has to enter them. */
  holidays: v.array(v.object({ date: IsoDate, name: v.string() })),
})
export type Configuration = v.InferOutput<typeof Configuration>

/** What a change has led to. */
export const ChangeSaved = v.object({
  configuration: Configuration,
  /** People who now have no place any more. */
  people: v.number(),
  /** Of these, people for whom another place is held. */
  offered: v.number(),
})
export type ChangeSaved = v.InferOutput<typeof ChangeSaved>

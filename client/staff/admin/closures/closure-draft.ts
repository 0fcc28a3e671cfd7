import type { Configuration, ConfigurationChangeInput } from '#shared/contracts/configuration.ts'
import type { OfficeClosure } from '#client/staff/admin/warnings.ts'
import { type WordsDraft, draftOfWords, wordsOfDraft } from '../fields/words.ts'

/** A closure as the form holds it: of one office or of several. */
export interface ClosureDraft {
  offices: string[]
  /** Empty: all counters. Only where one office is chosen. */
  group: string
  from: string
  to: string
  allDay: boolean
  fromTime: string
  toTime: string
  reason: WordsDraft
}

export function emptyClosure({ offices }: Configuration): ClosureDraft {
  return {
    offices: offices.length === 1 ? [offices[0]!.id] : [],
    group: '',
    from: '',
    to: '',
    allDay: true,
    fromTime: '08:00',
    toTime: '12:00',
    reason: draftOfWords(undefined),
  }
}

export function closureDraft({ office, closure }: OfficeClosure): ClosureDraft {
  return {
    offices: [office.id],
    group: closure.group ?? '',
    from: closure.from,
    to: closure.to,
    allDay: closure.fromTime === undefined,
    fromTime: closure.fromTime ?? '08:00',
    toTime: closure.toTime ?? '12:00',
    reason: draftOfWords(closure.reason),
  }
}

/** Adds it to each of its offices, in place of the one that was edited. */
export function closureChange(
  draft: ClosureDraft,
  edited: OfficeClosure | null,
): ConfigurationChangeInput {
  const { offices, group, from, to, allDay, fromTime, toTime, reason } = draft
  return {
    subject: 'closures',
    remove: edited ? [{ office: edited.office.id, index: edited.index }] : [],
    add: offices.map((office) => ({
      office,
      from,
      to: to || from,
      ...(!allDay && { fromTime: fromTime.slice(0, 5), toTime: toTime.slice(0, 5) }),
      ...(offices.length === 1 && group && { group }),
      reason: wordsOfDraft(reason),
    })),
  }
}

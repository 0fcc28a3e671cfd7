import type { Configuration, ConfigurationChangeInput } from '#shared/contracts/configuration.ts'
import type { GroupDetails, Weekday } from '#shared/contracts/office-configuration.ts'
import { draftOfWords, wordsOfDraft } from '../../fields/words.ts'

type Group = Configuration['offices'][number]['groups'][number]

/** When new days open: at midnight, at another time every day, or once a week. */
export const releases = ['midnight', 'daily', 'weekly'] as const
export type Release = (typeof releases)[number]

/** A counter group as the form holds it. */
export function groupDraft(group: Group | null) {
  return {
    id: group?.id ?? '',
    name: draftOfWords(group?.name),
    gridMinutes: String(group?.gridMinutes ?? 15),
    leadMinutes: (group?.leadMinutes ?? 60) as number | null,
    horizonDays: (group?.horizonDays ?? 60) as number | null,
    release: releaseOf(group),
    releaseDay: group?.release?.day ?? ('mon' as Weekday),
    releaseAt: group?.release?.at ?? '07:00',
  }
}
export type GroupDraft = ReturnType<typeof groupDraft>

function releaseOf(group: Group | null): Release {
  if (!group?.release) return 'midnight'
  return group.release.day ? 'weekly' : 'daily'
}

export function groupChange(office: string, draft: GroupDraft): ConfigurationChangeInput {
  const { release, releaseDay: day, releaseAt } = draft
  const at = releaseAt.slice(0, 5)
  return {
    subject: 'group',
    id: draft.id.trim(),
    office,
    group: {
      name: wordsOfDraft(draft.name),
      gridMinutes: Number(draft.gridMinutes) as GroupDetails['gridMinutes'],
      // What is no number is for the schema to refuse.
      leadMinutes: draft.leadMinutes as number,
      horizonDays: draft.horizonDays as number,
      ...(release === 'daily' && { release: { at } }),
      ...(release === 'weekly' && { release: { day, at } }),
    },
  }
}

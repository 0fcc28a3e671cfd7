import type { Configuration, ConfigurationChangeInput } from '#shared/contracts/configuration.ts'
import {
  draftOfList,
  draftOfWords,
  listOfDraft,
  optionalWords,
  wordsOfDraft,
} from '../../fields/words.ts'

type Office = Configuration['offices'][number]

/** An office as the form holds it. */
export function officeDraft(office: Office | null) {
  return {
    id: office?.id ?? '',
    name: draftOfWords(office?.name),
    street: office?.street ?? '',
    postalCode: office?.postalCode ?? '',
    city: office?.city ?? '',
    phone: office?.phone ?? '',
    email: office?.email ?? '',
    directions: draftOfWords(office?.directions),
    accessibility: draftOfList(office?.accessibility, 'lines'),
    note: draftOfWords(office?.note),
  }
}
export type OfficeDraft = ReturnType<typeof officeDraft>

export function officeChange(draft: OfficeDraft): ConfigurationChangeInput {
  const { id, name, directions, accessibility, note, ...plain } = draft
  return {
    subject: 'office',
    id: id.trim(),
    office: {
      ...plain,
      name: wordsOfDraft(name),
      directions: optionalWords(directions),
      accessibility: listOfDraft(accessibility, 'lines'),
      note: optionalWords(note),
    },
  }
}

import { stringify } from 'csv-stringify/sync'
import type { Language } from '#shared/contracts/fields.ts'
import { describeMailboxes } from './describe-tenant.ts'
import { type Municipality, inLanguage } from './municipality.ts'

const heads: Record<Language, readonly string[]> = {
  de: ['Amt', 'Stelle', 'E-Mail-Adresse', 'Zuständig für'],
  en: ['Department', 'Team', 'E-mail address', 'Responsible for'],
}

/** The public list of functional addresses as a file that German spreadsheets open as one. */
export function mailboxesCsv(municipality: Municipality, lang: Language): string {
  const departments = new Map(
    municipality.file.departments.map(({ id, name }) => [id, inLanguage(name, lang)]),
  )
  const { mailboxes } = describeMailboxes(municipality, lang)
  const rows = mailboxes.map(({ name, address, department, services }) => [
    departments.get(department) ?? '',
    name,
    address,
    services.map(({ title }) => title).join('; '),
  ])
  // The mark at the start tells Excel that it is UTF-8; a formula in a name stays a text.
  return stringify([heads[lang], ...rows], { bom: true, delimiter: ';', escape_formulas: true })
}

import { AppError } from '#server/errors.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { type ConfigurationProblem, checkTenantFile } from '#server/tenants/tenant-file.check.ts'
import type { TenantFile } from '#server/tenants/tenant-file.schema.ts'
import { asFile } from '#server/tenants/tenants.ts'
import type { ErrorBody } from '#shared/contracts/errors.ts'
import type { Applied } from './apply-change.ts'

type UsedBy = NonNullable<ErrorBody['error']['usedBy']>

/**
 * Judges a change as the configuration's file would be judged.
 * @throws AppError 'invalid-input' with the fields of the form, 'in-use' if what the change removes
 *   is named elsewhere
 */
export function judgeChange(
  municipality: Municipality,
  before: TenantFile,
  { file, places }: Applied,
): void {
  const fields: NonNullable<AppError['details']['fields']> = {}
  const elsewhere: ConfigurationProblem[] = []
  for (const problem of checkTenantFile(asFile(file)).problems) {
    const place = places.find((candidate) => begins(problem.path, candidate.file))
    if (!place) {
      elsewhere.push(problem)
      continue
    }
    const path = ['change', ...place.change, ...problem.path.slice(place.file.length)]
    fields[path.join('.')] ??= problem.code
  }
  if (Object.keys(fields).length > 0) throw new AppError('invalid-input', { fields })

  // What was wrong before is not this form's fault, and it must not keep anybody from repairs.
  const known = new Set(checkTenantFile(asFile(before)).problems.map(signature))
  const caused = elsewhere.filter((problem) => !known.has(signature(problem)))
  if (caused.length > 0)
    throw new AppError('in-use', { usedBy: usersOf(municipality, file, caused) })
}

function usersOf(
  { services, faq }: Municipality,
  file: TenantFile,
  problems: readonly ConfigurationProblem[],
): UsedBy {
  return problems.map(({ path: [part, index] }) => {
    if (part === 'services') {
      const { id } = file.services[Number(index)]!
      return { kind: 'service', name: services.get(id)?.text.de.title ?? id }
    }
    if (part === 'faq') {
      const { id } = file.faq[Number(index)]!
      return { kind: 'faq', name: faq.get(id)?.text.de.question ?? id }
    }
    return { kind: 'municipality' }
  })
}

function begins(path: readonly unknown[], start: readonly unknown[]): boolean {
  return start.every((step, index) => path[index] === step)
}

function signature({ path, message }: ConfigurationProblem): string {
  return [...path.filter((step) => typeof step === 'string'), message].join('.')
}

import { AppError } from '#server/errors.ts'
import { type Municipality, inLanguage } from '#server/tenants/municipality.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { PlaceRequest } from '#shared/contracts/requests.ts'
import type { ResidentRequest } from './requests.queries.ts'
import { topicOf } from './topics.ts'

/**
 * The mailbox that is responsible: the one that was asked for, else the topic's, else the service's,
 * else the general.
 * @throws AppError 'invalid-input' for a mailbox or service that does not exist
 */
export function chooseMailbox(
  municipality: Municipality,
  { mailbox, service, topic }: Pick<PlaceRequest, 'mailbox' | 'service' | 'topic'>,
): string {
  const { file, services } = municipality
  const fields: NonNullable<AppError['details']['fields']> = {}
  if (service !== undefined && !services.has(service)) fields.service = 'unknown-value'
  if (mailbox !== undefined && !file.mailboxes.some(({ id }) => id === mailbox)) {
    fields.mailbox = 'unknown-value'
  }
  if (Object.keys(fields).length > 0) throw new AppError('invalid-input', { fields })
  const ofService = service === undefined ? undefined : services.get(service)!.mailbox
  return mailbox ?? topicOf(municipality, topic)?.mailbox ?? ofService ?? file.tenant.generalMailbox
}

/** The mailbox that has a request, in words; the general one if it has been closed meanwhile. */
export function mailboxOf(
  { file }: Municipality,
  { mailbox_id: own }: Pick<ResidentRequest, 'mailbox_id'>,
  lang: Language,
): { slug: string; name: string; address: string } {
  const find = (wanted: string) => file.mailboxes.find(({ id }) => id === wanted)
  const mailbox = find(own) ?? find(file.tenant.generalMailbox)!
  return { slug: mailbox.id, name: inLanguage(mailbox.name, lang), address: mailbox.address }
}

/** The title of the service that a request is about; null without one, or once it is gone. */
export function serviceTitleOf(
  { services }: Municipality,
  { service_id: id }: Pick<ResidentRequest, 'service_id'>,
  lang: Language,
): string | null {
  const service = id === null ? undefined : services.get(id)
  return service ? inLanguage(service.text, lang).title : null
}

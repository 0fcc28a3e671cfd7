import type { Deps } from '#server/deps.ts'
import { linkToFaq } from '#server/catalogue/describe-entry.ts'
import { describeOffice } from '#server/offices/describe-office.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { MailboxList, TenantSummary, TenantView } from '#shared/contracts/tenants.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { crestVersion } from './crest.ts'
import { type Municipality, inLanguage } from './municipality.ts'
import type { TenantFile } from './tenant-file.schema.ts'

const frequentServices = 8
const frequentQuestions = 6

export function describeTenantShortly(tenant: TenantFile['tenant']): TenantSummary {
  const { slug, name, officialName, kind } = tenant
  return { slug, name, officialName, kind, crest: crestAddress(tenant) }
}

/** Where the picture of the coat of arms is; null: there is none. */
export function crestAddress({ slug, crest, crestImage }: TenantFile['tenant']): string | null {
  if (crestImage) return `/crests/${slug}-${crestVersion(crestImage)}.svg`
  return crest ? `/crests/${crest}.svg` : null
}

/** A municipality in one language, with its offices as they are today. */
export function describeTenant(
  deps: Pick<Deps, 'clock' | 'config' | 'keys'>,
  municipality: Municipality,
  lang: Language,
): TenantView {
  const { tenant, appointments, departments, lifeSituations, mailboxes, services, faq } =
    municipality.file
  const today = localMoment(deps.clock.now(), municipality.zone).date
  const general = mailboxes.find((mailbox) => mailbox.id === tenant.generalMailbox)!
  const frequent = [...services].sort((a, b) => b.popularity - a.popularity)
  const asked = [...faq].sort((a, b) => b.popularity - a.popularity)
  return {
    ...describeTenantShortly(tenant),
    languages: tenant.languages,
    zone: tenant.zone,
    phone: tenant.phone,
    phoneHours: inLanguage(tenant.phoneHours, lang),
    website: tenant.website,
    generalMailbox: general.address,
    welcome: inLanguage(tenant.welcome, lang),
    colours: tenant.colours,
    demo: deps.config.mode === 'demo',
    offices: municipality.file.offices.map((office) =>
      describeOffice(municipality, office, today, lang),
    ),
    departments: departments.map(({ id, name }) => ({ slug: id, name: inLanguage(name, lang) })),
    lifeSituations: lifeSituations.map(({ id, name }) => ({
      slug: id,
      name: inLanguage(name, lang),
      services: services.filter((service) => service.lifeSituations.includes(id)).length,
    })),
    frequent: frequent.slice(0, frequentServices).map((service) => ({
      slug: service.id,
      title: inLanguage(service.text, lang).title,
      bookable: municipality.isBookable(service.id),
    })),
    frequentQuestions: asked.slice(0, frequentQuestions).map((entry) => linkToFaq(entry, lang)),
    holdMinutes: appointments.holdMinutes,
    maxPersons: appointments.maxPersons,
    qrPublicKey: deps.keys.entrancePublicKey(municipality.id),
    imprint: inLanguage(tenant.imprint, lang),
    privacy: inLanguage(tenant.privacy, lang),
    accessibility: inLanguage(tenant.accessibility, lang),
    accessibilityCheckedOn: tenant.accessibilityCheckedOn ?? null,
  }
}

/** The public list of functional addresses, with what each is responsible for. */
export function describeMailboxes(municipality: Municipality, lang: Language): MailboxList {
  const { mailboxes, services } = municipality.file
  return {
    mailboxes: mailboxes.map((mailbox) => ({
      slug: mailbox.id,
      name: inLanguage(mailbox.name, lang),
      address: mailbox.address,
      department: mailbox.department,
      services: services
        .filter((service) => service.mailbox === mailbox.id)
        .map((service) => ({ slug: service.id, title: inLanguage(service.text, lang).title })),
    })),
  }
}

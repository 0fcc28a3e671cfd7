import type { Deps } from '#server/deps.ts'
import { crestAddress } from '#server/tenants/describe-tenant.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { Configuration } from '#shared/contracts/configuration.ts'
import { datesFrom, localMoment } from '#shared/domain/local-time.ts'

const daysOfHolidays = 366

/** All that an administrator may change, as of a revision. */
export function describeConfiguration(
  { clock }: Pick<Deps, 'clock'>,
  municipality: Municipality,
): Configuration {
  const { tenant, appointments, departments, mailboxes, offices, services } = municipality.file
  const today = localMoment(clock.now(), municipality.zone).date
  const {
    slug,
    kind,
    land,
    zone,
    languages,
    population: _population,
    crest: _crest,
    crestImage: _image,
    ...settings
  } = tenant
  return {
    revision: municipality.revision,
    today,
    tenant: { slug, kind, land, zone, languages, crest: crestAddress(tenant) },
    settings,
    limits: appointments,
    departments,
    mailboxes: mailboxes.map((mailbox) => ({
      ...mailbox,
      services: services.filter((service) => service.mailbox === mailbox.id).length,
    })),
    offices: offices.map((office) => ({
      ...office,
      groups: office.groups.map((group) => ({
        ...group,
        services: group.services
          .map((entry) => (typeof entry === 'string' ? { id: entry } : entry))
          .filter(({ id }) => municipality.services.has(id)),
      })),
    })),
    services: services.map(({ id, department, channels, minutes, extraPersonMinutes, text }) => ({
      id,
      title: text.de.title,
      department,
      channels,
      minutes,
      ...(extraPersonMinutes !== undefined && { extraPersonMinutes }),
    })),
    holidays: datesFrom(today, daysOfHolidays).flatMap((date) => {
      const name = municipality.holidayOn(date)
      return name === null ? [] : [{ date, name }]
    }),
  }
}

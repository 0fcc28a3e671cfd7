import { findSlots } from '#server/appointments/free-places.ts'
import type { Deps } from '#server/deps.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { EarliestView } from '#shared/contracts/tenants.ts'
import { type Municipality, inLanguage } from './municipality.ts'

const daysToLook = 28

/** The next free place of the service that people ask for most and that can be booked. */
export async function findEarliest(
  deps: Deps,
  municipality: Municipality,
  lang: Language,
): Promise<EarliestView> {
  const service = [...municipality.services.values()]
    .filter(({ id }) => municipality.isBookable(id))
    .sort((a, b) => b.popularity - a.popularity)[0]
  if (!service) return { earliest: null }
  const services = [{ slug: service.id, persons: 1 }]
  const { earliest } = await findSlots(deps, municipality, { services, days: daysToLook })
  if (!earliest) return { earliest: null }
  return {
    earliest: {
      ...earliest,
      service: service.id,
      title: inLanguage(service.text, lang).title,
      officeName: inLanguage(municipality.offices.get(earliest.office)!.name, lang),
    },
  }
}

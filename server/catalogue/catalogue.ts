import type { Municipality } from '#server/tenants/municipality.ts'
import type { Catalogue } from '#shared/contracts/catalogue.ts'
import type { Language } from '#shared/contracts/fields.ts'
import { summariseFaq, summariseService } from './describe-entry.ts'

/** All published services and questions, in one language. */
export function describeCatalogue(municipality: Municipality, lang: Language): Catalogue {
  return {
    services: [...municipality.services.values()].map((service) =>
      summariseService(municipality, service, lang),
    ),
    faq: [...municipality.faq.values()].map((entry) => summariseFaq(entry, lang)),
  }
}

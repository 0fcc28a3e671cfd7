import { describeFaq } from '#server/catalogue/describe-faq.ts'
import { describeService } from '#server/catalogue/describe-service.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { FaqView, ServiceView } from '#shared/contracts/catalogue.ts'
import type { IsoDate } from '#shared/domain/local-time.ts'
import type { TenantView } from '#shared/contracts/tenants.ts'
import { plainBlocks, plainLine } from '#shared/markdown/plain-blocks.ts'
import { type PageReading, faqText, serviceText } from './entry-texts.ts'
import { organisation } from './organisation.ts'
import type { PageDraft } from './shell.ts'

/** Page, head and data for search engines of one service. @throws AppError 'not-found' */
export function serviceDraft(
  tenant: TenantView,
  municipality: Municipality,
  slug: string,
  reading: PageReading & { today: IsoDate; url: string },
): PageDraft {
  const service = describeService(municipality, slug, reading)
  const text = textOf(service, reading)
  return {
    title: text.title,
    description: text.teaser,
    body: serviceText(tenant, service, text, reading),
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'GovernmentService',
      name: text.title,
      description: text.teaser,
      serviceType: service.departmentName,
      areaServed: { '@type': 'AdministrativeArea', name: tenant.name },
      provider: organisation(tenant),
      availableChannel: [
        {
          '@type': 'ServiceChannel',
          serviceUrl: reading.url,
          servicePhone: { '@type': 'ContactPoint', telephone: tenant.phone },
          serviceLocation: tenant.offices
            .filter((office) => service.offices.some(({ slug: id }) => id === office.slug))
            .map(({ name, street, postalCode, city, phone }) => ({
              '@type': 'GovernmentOffice',
              name,
              telephone: phone,
              address: {
                '@type': 'PostalAddress',
                streetAddress: street,
                postalCode,
                addressLocality: city,
                addressCountry: 'DE',
              },
            })),
        },
      ],
    },
  }
}

/** Page, head and data for search engines of one question. @throws AppError 'not-found' */
export function faqDraft(
  tenant: TenantView,
  municipality: Municipality,
  slug: string,
  reading: PageReading & { today: IsoDate; url: string },
): PageDraft {
  const entry = describeFaq(municipality, slug, reading)
  const text = textOf(entry, reading)
  const short = plainLine(text.short)
  return {
    title: text.question,
    description: short,
    body: faqText(tenant, entry, text, reading),
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'FAQPage',
      inLanguage: entry.texts[reading.lang] ? reading.lang : 'de',
      publisher: organisation(tenant),
      ...(entry.standing && { dateModified: entry.standing.checkedOn }),
      mainEntity: [
        {
          '@type': 'Question',
          name: text.question,
          acceptedAnswer: {
            '@type': 'Answer',
            text: `${short}\n${plainBlocks(text.answer)}`,
            url: reading.url,
          },
        },
      ],
    },
  }
}

function textOf<View extends ServiceView | FaqView>(
  { texts }: View,
  { lang, simple }: PageReading,
): View['texts']['de'] {
  const wanted = simple && lang === 'de' ? texts['de-simple'] : texts[lang]
  return wanted ?? texts.de
}

import { type Municipality, inLanguage } from '#server/tenants/municipality.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { BundledFaq, BundledService, SearchBundle } from '#shared/contracts/search.ts'
import { plainWords } from '#shared/markdown/plain-text.ts'
import type { Reading } from './describe-entry.ts'
import { describeFaqFacts, describeFaqText } from './describe-faq.ts'
import { describeServiceFacts, describeServiceText } from './describe-service.ts'
import type { FaqEntry, Service } from './resolve.ts'

/** All published entries in one language: what a phone keeps to search and read without network. */
export function describeBundle(municipality: Municipality, reading: Reading): SearchBundle {
  const { lang } = reading
  return {
    lang,
    services: [...municipality.services.values()].map((service) =>
      bundleService(municipality, service, reading),
    ),
    faq: [...municipality.faq.values()].map((entry) => bundleFaq(municipality, entry, reading)),
    authorities: municipality.file.authorities.map(({ id, name, text, terms, phone, website }) => ({
      id,
      name: inLanguage(name, lang),
      text: inLanguage(text, lang),
      ...(phone && { phone }),
      ...(website && { website }),
      terms,
      alsoCalled: Object.values(name).filter((other) => other !== inLanguage(name, lang)),
    })),
  }
}

function bundleService(
  municipality: Municipality,
  service: Service,
  reading: Reading,
): BundledService {
  const { related, ...facts } = describeServiceFacts(municipality, service, reading)
  const [lang, text] = textFor(service.text, reading.lang)
  return {
    ...facts,
    terms: service.terms,
    related: related.map(({ slug }) => slug),
    lang,
    text: describeServiceText(municipality, service, text, { ...reading, lang }),
    alsoCalled: otherTexts(service.text, lang).map(({ title }) => plainWords(title)),
  }
}

function bundleFaq(municipality: Municipality, entry: FaqEntry, reading: Reading): BundledFaq {
  const { services, related, ...facts } = describeFaqFacts(municipality, entry, reading)
  const { lifeSituations, popularity, terms } = entry
  const [lang, text] = textFor(entry.text, reading.lang)
  return {
    ...facts,
    services: services.map(({ slug }) => slug),
    lifeSituations,
    popularity,
    terms,
    related: related.map(({ slug }) => slug),
    lang,
    text: describeFaqText(municipality, entry, text, lang),
    alsoCalled: otherTexts(entry.text, lang).map(({ question }) => plainWords(question)),
  }
}

/** The text in a language, or the German one, with the language that it is in. */
function textFor<Text>(
  texts: { de: Text; en?: Text | undefined },
  lang: Language,
): [Language, Text] {
  const text = texts[lang]
  return text ? [lang, text] : ['de', texts.de]
}

/** The texts in other languages and in plain words. */
function otherTexts<Text>(texts: Record<string, Text | undefined>, lang: string): Text[] {
  return Object.entries(texts).flatMap(([variant, text]) =>
    text && variant !== lang ? [text] : [],
  )
}

import { AppError } from '#server/errors.ts'
import { type Municipality, inLanguage } from '#server/tenants/municipality.ts'
import type { FeeView, ServiceTextView, ServiceView } from '#shared/contracts/catalogue.ts'
import type { ServiceText } from '#shared/contracts/entries.ts'
import type { Language } from '#shared/contracts/fields.ts'
import { feesToShow } from '#shared/domain/entry-validity.ts'
import type { IsoDate } from '#shared/domain/local-time.ts'
import { type ResolveHref, parseLine } from '#shared/markdown/parse.ts'
import { plainWords } from '#shared/markdown/plain-text.ts'
import {
  type Reading,
  describeLinks,
  describeMailbox,
  describeStanding,
  describeTexts,
  linkToService,
  summariseFaq,
  summariseService,
} from './describe-entry.ts'
import { hrefsOf } from './known-names.ts'
import { movedTo } from './moved.ts'
import type { Service } from './resolve.ts'

/** One service with all its texts. @throws AppError 'not-found', with where it has moved to */
export function describeService(
  municipality: Municipality,
  slug: string,
  reading: Reading,
): ServiceView {
  const service = municipality.services.get(slug)
  if (!service) throw new AppError('not-found', movedTo(municipality, 'service', slug))
  return {
    ...describeServiceFacts(municipality, service, reading),
    faq: questionsAbout(municipality, slug, reading.lang),
    texts: describeTexts(service.text, (text, lang) =>
      describeServiceText(municipality, service, text, { ...reading, lang }),
    ),
  }
}

/** What is true of a service, whatever its texts say. */
export function describeServiceFacts(
  municipality: Municipality,
  service: Service,
  { lang, today }: Reading,
): Omit<ServiceView, 'texts' | 'faq'> {
  const {
    title: _title,
    titleLang: _titleLang,
    teaser: _teaser,
    ...summary
  } = summariseService(municipality, service, lang)
  const department = municipality.file.departments.find(({ id }) => id === service.department)!
  const offices = municipality.file.offices.filter((office) =>
    [...municipality.groups.values()].some(
      (group) => group.officeId === office.id && group.minutes.has(service.id),
    ),
  )
  return {
    ...summary,
    departmentName: inLanguage(department.name, lang),
    mailbox: describeMailbox(municipality, service.mailbox, lang),
    offices: offices.map(({ id, name }) => ({ slug: id, name: inLanguage(name, lang) })),
    related: (service.related ?? []).flatMap((id) => {
      const other = municipality.services.get(id)
      return other ? [linkToService(other, lang)] : []
    }),
    standing: describeStanding(service.review, today),
  }
}

/** One text of a service, with fees and links in the language of the reading. */
export function describeServiceText(
  municipality: Municipality,
  service: Service,
  text: ServiceText,
  { lang, today }: Reading,
): ServiceTextView {
  const hrefs = hrefsOf(municipality)
  return {
    ...describeText(text, hrefs),
    fees: describeFees(service, lang, { today, hrefs }),
    links: describeLinks(service.links, lang),
  }
}

/** Questions about a service, those first that are asked most. */
function questionsAbout(municipality: Municipality, service: string, lang: Language) {
  return [...municipality.faq.values()]
    .filter(({ services }) => services.includes(service))
    .sort((a, b) => b.popularity - a.popularity)
    .map((entry) => {
      const { slug, question, titleLang, short } = summariseFaq(entry, lang)
      return { slug, question, ...(titleLang && { titleLang }), short }
    })
}

function describeText(
  text: ServiceText,
  hrefs: ResolveHref,
): Omit<ServiceTextView, 'fees' | 'links'> {
  const lines = (sources: readonly string[]) => sources.map((source) => parseLine(source, hrefs))
  return {
    title: plainWords(text.title),
    teaser: plainWords(text.teaser),
    about: lines(text.about),
    prerequisites: lines(text.prerequisites),
    documents: lines(text.documents),
    steps: lines(text.steps),
    duration: text.duration === undefined ? null : plainWords(text.duration),
    legal: text.legal === undefined ? null : plainWords(text.legal),
  }
}

function describeFees(
  { fees }: Service,
  lang: Language,
  { today, hrefs }: { today: IsoDate; hrefs: ResolveHref },
): FeeView[] {
  return feesToShow(fees, today).map(({ text, legal, validFrom, validTo }) => ({
    line: parseLine(inLanguage(text, lang), hrefs),
    legal: legal ? plainWords(inLanguage(legal, lang)) : null,
    validFrom: validFrom ?? null,
    validTo: validTo ?? null,
  }))
}

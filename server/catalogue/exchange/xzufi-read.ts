import {
  type Fee,
  type Link,
  type ServiceContent,
  type Variant,
  isReused,
  variants,
} from '#shared/contracts/entries.ts'
import { htmlToLines } from './html.ts'
import {
  type FindPresent,
  type Place,
  type ReadEntry,
  type ReadFile,
  problemAt,
} from './read-file.ts'
import { type XmlElement, childrenNamed, elementsNamed, readXml, textOf } from './xml-tree.ts'
import {
  type XzufiText,
  legalModule,
  linksModule,
  listModules,
  namespace,
  teaserModules,
  titleModules,
} from './xzufi-modules.ts'

/** What a service has that the standard does not carry: kept, or begun with this. */
export type XzufiDefaults = Pick<ServiceContent, 'mailbox' | 'department' | 'channels' | 'minutes'>

/**
 * Reads the Leistungen of an XZuFi 2.2 message, whichever it is. They change of a service what the
 * standard carries; owner, channels and minutes stay as they are.
 */
export function readXzufi(
  source: string,
  findPresent: FindPresent,
  defaults: XzufiDefaults,
): ReadFile {
  const read = readXml(source)
  if ('problem' in read) return { entries: [], problems: [read.problem] }
  const { root } = read
  if (root.namespace !== namespace) {
    const message = `is no XZuFi 2.2: its namespace is not ${namespace}`
    return { entries: [], problems: [problemAt(placeOf(root), root.name, message)] }
  }
  const services = elementsNamed(root, 'leistung')
  if (services.length === 0) {
    return { entries: [], problems: [problemAt(placeOf(root), root.name, 'holds no "leistung"')] }
  }
  const file: ReadFile = { entries: [], problems: [] }
  for (const service of services) {
    const id = idOf(service)
    const present = findPresent('service', id)
    if (present && isReused(present)) {
      const message = `"${id}" is taken over from "${present.from}" and is changed there`
      file.problems.push(problemAt(placeOf(service), 'leistung', message))
    } else
      file.entries.push(readService(id, service, present as ServiceContent | undefined, defaults))
  }
  return file
}

function readService(
  id: string,
  service: XmlElement,
  present: ServiceContent | undefined,
  defaults: XzufiDefaults,
): ReadEntry {
  const texts: Partial<Record<Variant, XzufiText>> = { ...present?.text }
  for (const variant of variants) {
    const text = readText(service, variant)
    if (text) texts[variant] = { ...present?.text[variant], ...text }
  }
  const terms = elementsNamed(service, 'begriff').map(({ text }) => text.trim())
  const links = readLinks(service)
  const review = readReview(service, present)
  return {
    kind: 'service',
    id,
    content: {
      ...(present ?? defaults),
      ...(terms.length > 0 && { terms: [...new Set(terms)].filter((term) => term !== '') }),
      ...(links.length > 0 && { links }),
      ...(review && { review }),
      fees: readFees(service, present),
      text: texts,
    },
    placeOf: (path) => placeOf(elementOf(service, path) ?? service),
  }
}

/** A name of ours if it is one; else, as other systems count theirs, one made of the title. */
function idOf(service: XmlElement): string {
  const id = textOf(service, 'id').toLowerCase()
  if (/^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(id) && id.length <= 80) return id
  const title = titleModules.map((code) => moduleText(service, code, 'de')).find(Boolean) ?? id
  return title
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '')
}

function moduleNamed(service: XmlElement, code: string): XmlElement[] {
  return childrenNamed(service, 'modulText').filter(
    (module) => textOf(module, 'leikaTextmodul', 'code') === code,
  )
}

/** The content of a text module in one language, as it stands there; empty if there is none. */
function moduleText(service: XmlElement, code: string, variant: Variant): string {
  return moduleNamed(service, code)
    .flatMap((module) => inLanguage(module, 'inhalt', variant))
    .join('\n')
}

function inLanguage(element: XmlElement, name: string, variant: Variant): string[] {
  return childrenNamed(element, name)
    .filter(({ attributes }) => variantOf(attributes.languageCode) === variant)
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
}

/** `de`, `de-DE`, `en-GB`, `de-simple`; what says nothing is German. */
function variantOf(code = 'de'): Variant | undefined {
  const [language, ...parts] = code.toLowerCase().split('-')
  if (parts.includes('simple')) return 'de-simple'
  return language === 'de' || language === 'en' ? language : undefined
}

function readText(service: XmlElement, variant: Variant): XzufiText | null {
  const first = (codes: readonly string[]) =>
    codes.map((code) => oneLine(moduleText(service, code, variant))).find(Boolean)
  const title = first(titleModules)
  if (!title) return null
  const lists = listModules.map(([code, field]) => [
    field,
    htmlToLines(moduleText(service, code, variant)),
  ])
  const text = Object.fromEntries(lists) as XzufiText
  const teaser = first(teaserModules) ?? firstSentence(text.about?.[0])
  const duration = oneLine(
    childrenNamed(service, 'modulBearbeitungsdauer')
      .flatMap((module) => inLanguage(module, 'beschreibung', variant))
      .join('\n'),
  )
  const legal = oneLine(moduleText(service, legalModule, variant))
  return {
    title,
    ...(teaser && { teaser }),
    ...text,
    ...(duration && { duration }),
    ...(legal && { legal }),
  }
}

function oneLine(html: string): string {
  return htmlToLines(html).join(' ')
}

function firstSentence(text = ''): string | undefined {
  return text.split(/(?<=[.!?])\s/)[0] || undefined
}

/** Fees that say the same as before keep their law; others are new. */
function readFees(service: XmlElement, present: ServiceContent | undefined): Fee[] {
  return childrenNamed(service, 'modulKosten').flatMap((module, index): Fee[] => {
    const de = oneLine(inLanguage(module, 'beschreibung', 'de').join('\n'))
    if (!de) return []
    const en = oneLine(inLanguage(module, 'beschreibung', 'en').join('\n'))
    const known = present?.fees[index]
    const validFrom = textOf(module, 'gueltigkeit', 'beginn').slice(0, 10)
    const validTo = textOf(module, 'gueltigkeit', 'ende').slice(0, 10)
    return [
      {
        text: { de, ...(en && { en }) },
        ...(known?.legal && known.text.de === de && { legal: known.legal }),
        ...(validFrom && { validFrom }),
        ...(validTo && { validTo }),
      },
    ]
  })
}

function readLinks(service: XmlElement): Link[] {
  return moduleNamed(service, linksModule)
    .flatMap((module) => childrenNamed(module, 'weiterfuehrenderLink'))
    .map((link) => {
      const url = textOf(link, 'uri')
      const de = inLanguage(link, 'titel', 'de').join(' ') || url
      const en = inLanguage(link, 'titel', 'en').join(' ')
      return { title: { de, ...(en && { en }) }, url }
    })
}

/** The standard says when and by whom, not until when: that is kept, or is a year later. */
function readReview(service: XmlElement, present: ServiceContent | undefined) {
  const module = childrenNamed(service, 'modulFachlicheFreigabe')[0]
  const checkedOn = module && textOf(module, 'fachlichFreigegebenAm').slice(0, 10)
  if (!checkedOn) return null
  const checkedBy = textOf(module, 'fachlichFreigegebenDurch')
  const known = present?.review?.checkedOn === checkedOn ? present.review.by : undefined
  const aYearOn = `${Number(checkedOn.slice(0, 4)) + 1}${checkedOn.slice(4)}`
  return { checkedOn, checkedBy, by: known ?? aYearOn.replace('-02-29', '-02-28') }
}

/** The element that a field was read from, as near as can be said. */
function elementOf(
  service: XmlElement,
  path: readonly (string | number)[],
): XmlElement | undefined {
  const [first, second, third] = path
  if (first === 'fees') return childrenNamed(service, 'modulKosten')[Number(second)]
  if (first === 'terms') return elementsNamed(service, 'begriff')[Number(second)]
  if (first === 'review') return childrenNamed(service, 'modulFachlicheFreigabe')[0]
  if (first === 'links') return elementsNamed(service, 'weiterfuehrenderLink')[Number(second)]
  if (first !== 'text') return undefined
  if (third === 'duration') return childrenNamed(service, 'modulBearbeitungsdauer')[0]
  const codes = {
    title: [...titleModules],
    teaser: [...teaserModules],
    legal: [legalModule],
  } as Record<string, readonly string[]>
  const ofList = listModules.filter(([, field]) => field === third)
  const wanted = codes[String(third)] ?? ofList.map(([code]) => code)
  return wanted.flatMap((code) => moduleNamed(service, code))[0]
}

function placeOf({ line, column }: XmlElement): Place {
  return { line, column, row: null }
}

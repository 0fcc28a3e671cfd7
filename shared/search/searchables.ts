import type { SearchBundle } from '../contracts/search.ts'
import { plainBlocks, plainLine } from '../markdown/plain-blocks.ts'
import type { Searchable } from './search-index.ts'

/** All that a bundle lets people find. */
export function searchablesOf({ services, faq, authorities }: SearchBundle): Searchable[] {
  return [
    ...services.map(({ slug, text, terms, alsoCalled, popularity }): Searchable => ({
      kind: 'service',
      slug,
      title: text.title,
      teaser: text.teaser,
      terms,
      translations: alsoCalled,
      body: [
        ...[text.about, text.prerequisites, text.documents, text.steps].flat().map(plainLine),
        ...text.fees.map(({ line }) => plainLine(line)),
        text.duration ?? '',
        text.legal ?? '',
      ],
      services: [],
      popularity,
    })),
    ...faq.map(({ slug, text, terms, alsoCalled, services: about, popularity }): Searchable => ({
      kind: 'faq',
      slug,
      title: text.question,
      teaser: plainLine(text.short),
      terms,
      translations: alsoCalled,
      body: plainBlocks(text.answer).split('\n'),
      services: about,
      popularity,
    })),
    ...authorities.map(({ id, name, text, terms, alsoCalled }): Searchable => ({
      kind: 'elsewhere',
      slug: id,
      title: name,
      teaser: text,
      terms,
      translations: alsoCalled,
      body: [],
      services: [],
      popularity: 0,
    })),
  ]
}

import { create, insertMultiple, search as searchOrama } from '@orama/orama'
import Database from 'better-sqlite3'
import { Index } from 'flexsearch'
import Fuse from 'fuse.js'
import MiniSearch from 'minisearch'
import { buildIndex } from '#shared/search/search-index.ts'
import { search } from '#shared/search/search.ts'
import type { Searchable } from '#shared/search/search-index.ts'

/** What an engine answers: own entries, best first, and whether it says that they do not fit. */
export interface Answer {
  slugs: string[]
  isElsewhere: boolean
}

export interface Engine {
  name: string
  /** Indexes the texts; what it returns searches them. */
  prepare: (entries: readonly Searchable[]) => (query: string) => Answer
}

const fields = ['title', 'teaser', 'terms', 'translations', 'body'] as const
type Document = Record<(typeof fields)[number], string> & { id: string }

/** The same texts as ours reads, a field a string. */
function documentsOf(entries: readonly Searchable[]): Document[] {
  return entries.map(({ title, teaser, terms, translations, body }, number) => ({
    id: String(number),
    title,
    teaser,
    terms: terms.join('\n'),
    translations: translations.join('\n'),
    body: body.join('\n'),
  }))
}

/** An engine that knows no other authorities says so by nothing found, or by one of them first. */
function answerOf(entries: readonly Searchable[], ids: readonly (string | number)[]): Answer {
  const found = ids.map((id) => entries[Number(id)]!)
  return {
    slugs: found.filter(({ kind }) => kind !== 'elsewhere').map(({ slug }) => slug),
    isElsewhere: found.length === 0 || found[0]!.kind === 'elsewhere',
  }
}

const ours: Engine = {
  name: 'ours',
  prepare(entries) {
    const index = buildIndex(entries)
    return (query) => {
      const { results, confident, elsewhere } = search(index, query)
      return {
        slugs: results.map(({ entry }) => entry.slug),
        isElsewhere: !confident || elsewhere.length > 0,
      }
    }
  },
}

const miniSearch: Engine = {
  name: 'MiniSearch',
  prepare(entries) {
    const index = new MiniSearch<Document>({ fields: [...fields] })
    index.addAll(documentsOf(entries))
    return (query) =>
      answerOf(
        entries,
        index.search(query).map(({ id }) => id as string),
      )
  },
}

const fuse: Engine = {
  name: 'Fuse.js',
  prepare(entries) {
    const index = new Fuse(documentsOf(entries), { keys: [...fields] })
    return (query) =>
      answerOf(
        entries,
        index.search(query).map(({ item }) => item.id),
      )
  },
}

const flexSearch: Engine = {
  name: 'FlexSearch',
  prepare(entries) {
    const index = new Index()
    for (const { id, ...texts } of documentsOf(entries)) {
      index.add(id, Object.values(texts).join('\n'))
    }
    return (query) => answerOf(entries, index.search(query))
  },
}

const orama: Engine = {
  name: 'Orama',
  prepare(entries) {
    const strings = { title: 'string', teaser: 'string', terms: 'string' } as const
    const schema = { ...strings, translations: 'string', body: 'string' } as const
    const index = create({ schema })
    void insertMultiple(index, documentsOf(entries))
    return (query) => {
      const found = searchOrama(index, { term: query, limit: 50 })
      if (found instanceof Promise) throw new Error('Orama searches text without waiting.')
      return answerOf(
        entries,
        found.hits.map(({ id }) => id),
      )
    }
  },
}

/** Its syntax is not for people: each word in quotes, any of them; ranked by bm25, as is usual. */
const fts5: Engine = {
  name: 'SQLite FTS5',
  prepare(entries) {
    const database = new Database(':memory:')
    database.exec(`create virtual table entry using fts5(${fields.join(', ')})`)
    const insert = database.prepare(
      `insert into entry(rowid, ${fields.join(', ')}) values (?, ?, ?, ?, ?, ?)`,
    )
    for (const document of documentsOf(entries)) {
      insert.run(Number(document.id) + 1, ...fields.map((field) => document[field]))
    }
    const select = database
      .prepare('select rowid - 1 from entry where entry match ? order by rank limit 50')
      .pluck()
    return (query) => {
      const words = query.match(/[\p{L}\p{N}]+/gu) ?? []
      const match = words.map((word) => `"${word}"`).join(' OR ')
      return answerOf(entries, match === '' ? [] : (select.all(match) as number[]))
    }
  },
}

export const engines: Engine[] = [ours, miniSearch, fuse, flexSearch, orama, fts5]

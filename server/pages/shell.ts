import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { html, raw } from 'hono/html'
import type { Language } from '#shared/contracts/fields.ts'

/** A page as the server knows it: what its head says, and its text for readers without JavaScript. */
export interface Page {
  lang: Language
  title: string
  description: string
  /** Path without a language, `/musterstadt/leistungen`; null for pages that nobody should index. */
  canonicalPath: string | null
  manifestPath: string | null
  languages: readonly Language[]
  /** Data for search engines (schema.org). */
  jsonLd?: object
  body: ReturnType<typeof html>
}

/** What a page has of its own; `indexed: false` keeps search engines away. */
export type PageDraft = Pick<Page, 'title' | 'description' | 'body' | 'jsonLd'> & {
  indexed?: boolean
}

/** Where the build of the client lies. */
export const clientDir = join(import.meta.dirname, '../../dist/client')

/** Before the client is built, as in tests of the API: the text alone. */
const plainShell =
  '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Rathauslotse</title><!--head--></head>' +
  '<body><div id="app"><!--body--></div></body></html>'

/** The residents' page. */
export function readShell(): string {
  return readBuilt('index.html')
}

/** The page of the staff's app. */
export function readStaffShell(): string {
  return readBuilt('staff.html')
}

function readBuilt(file: string): string {
  try {
    return readFileSync(join(clientDir, file), 'utf8')
  } catch {
    return plainShell
  }
}

/** Puts a page into the shell that the client's build has made. */
export async function renderPage(shell: string, page: Page, publicUrl: string): Promise<string> {
  const [title, head, body] = await Promise.all([
    html`<title>${page.title}</title>`,
    renderHead(page, publicUrl),
    page.body,
  ])
  // Replaced by functions: `$&` in a text is a text.
  return shell
    .replace(/<html lang="[a-z]*"/, () => `<html lang="${page.lang}"`)
    .replace(/<title>[^<]*<\/title>/, () => String(title))
    .replace('<!--head-->', () => String(head))
    .replace('<!--body-->', () => String(body))
}

function renderHead(page: Page, publicUrl: string) {
  const url = (lang: Language) =>
    `${publicUrl}${page.canonicalPath}${lang === 'de' ? '' : `?lang=${lang}`}`
  return html`<meta name="description" content="${page.description}" /> ${
      page.canonicalPath === null
        ? html`<meta name="robots" content="noindex" />`
        : html`<link rel="canonical" href="${url(page.lang)}" /> ${page.languages.map(
              (lang) => html`<link rel="alternate" hreflang="${lang}" href="${url(lang)}" />`,
            )}`
    }
    ${page.manifestPath ? html`<link rel="manifest" href="${page.manifestPath}" />` : ''}
    ${
      page.jsonLd
        ? html`<script type="application/ld+json">
            ${raw(scriptSafe(page.jsonLd))}
          </script>`
        : ''
    }`
}

/** JSON that cannot end the script element it stands in. */
function scriptSafe(data: object): string {
  return JSON.stringify(data).replace(/</g, '\\u003c')
}

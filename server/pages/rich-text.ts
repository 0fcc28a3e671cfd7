import { html } from 'hono/html'
import type { Inline, RichLine, RichText, Span } from '#shared/contracts/rich-text.ts'

/** The one way in which the server turns a text with marks into markup. */

export function lineMarkup(line: RichLine) {
  return html`${line.map(inlineMarkup)}`
}

/** Headings stand below the page's own: as `h2`. */
export function textMarkup(blocks: RichText) {
  return html`${blocks.map((block) => {
    switch (block.kind) {
      case 'heading':
        return html`<h2>${lineMarkup(block.line)}</h2>`
      case 'paragraph':
        return html`<p>${lineMarkup(block.line)}</p>`
      case 'list':
        return listMarkup(
          block.ordered,
          block.items.map(
            ({ line, ordered = false, items }) =>
              html`${lineMarkup(line)} ${items ? listMarkup(ordered, items.map(lineMarkup)) : ''}`,
          ),
        )
    }
  })}`
}

function listMarkup(ordered: boolean, points: ReturnType<typeof html>[]) {
  const items = points.map((point) => html`<li>${point}</li>`)
  return ordered
    ? html`<ol>
        ${items}
      </ol>`
    : html`<ul>
        ${items}
      </ul>`
}

function inlineMarkup(inline: Inline) {
  if ('text' in inline) return spanMarkup(inline)
  return html`<a href="${inline.href}">${inline.spans.map(spanMarkup)}</a>`
}

function spanMarkup({ text, strong, emphasis }: Span) {
  const lines = text.split('\n').map((line, index) => (index > 0 ? html`<br />${line}` : line))
  if (strong) return html`<strong>${emphasis ? html`<em>${lines}</em>` : lines}</strong>`
  return emphasis ? html`<em>${lines}</em>` : html`${lines}`
}

import * as v from 'valibot'

/**
 * Text with a few marks: all that Markdown may become here. It is closed and never nests deeper than
 * it says, so a reader of it needs no parser and no sanitiser.
 */

/** Letters, perhaps important or stressed ones. A line break is a `\n` within them. */
export const Span = v.object({
  text: v.string(),
  strong: v.optional(v.literal(true)),
  emphasis: v.optional(v.literal(true)),
})
export type Span = v.InferOutput<typeof Span>

/** Spans that lead somewhere: `https:`, `mailto:`, `tel:`, or a path of this municipality. */
export const RichLink = v.object({ href: v.string(), spans: v.array(Span) })
export type RichLink = v.InferOutput<typeof RichLink>

export const Inline = v.union([Span, RichLink])
export type Inline = v.InferOutput<typeof Inline>

export const RichLine = v.array(Inline)
export type RichLine = v.InferOutput<typeof RichLine>

/** One point of a list, perhaps with points of its own; those have none. */
const ListItem = v.object({
  line: RichLine,
  ordered: v.optional(v.boolean()),
  items: v.optional(v.array(RichLine)),
})

export const Block = v.variant('kind', [
  v.object({ kind: v.literal('paragraph'), line: RichLine }),
  v.object({ kind: v.literal('heading'), line: RichLine }),
  v.object({ kind: v.literal('list'), ordered: v.boolean(), items: v.array(ListItem) }),
])
export type Block = v.InferOutput<typeof Block>
export type ListItem = v.InferOutput<typeof ListItem>

export const RichText = v.array(Block)
export type RichText = v.InferOutput<typeof RichText>

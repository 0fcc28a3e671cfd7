import * as v from 'valibot'

export const Text = v.pipe(v.string(), v.trim(), v.minLength(1))

/** Texts of several paragraphs, in German and in other languages where there are any: one string each. */
export const WordList = v.strictObject({ de: v.array(Text), en: v.optional(v.array(Text)) })
export type WordList = v.InferOutput<typeof WordList>

import * as v from 'valibot'

export const Text = v.pipe(v.string(), v.trim(), v.minLength(1))

/** Words in German, and in other languages where there are any. */
export const Words = v.strictObject({ de: Text, en: v.optional(Text) })
export type Words = v.InferOutput<typeof Words>

/** The same for texts of several paragraphs: one string each. */
export const WordList = v.strictObject({ de: v.array(Text), en: v.optional(v.array(Text)) })
export type WordList = v.InferOutput<typeof WordList>

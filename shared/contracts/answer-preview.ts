import * as v from 'valibot'
import { AnswerRequest } from './staff-requests.ts'

/** An answer that is not sent yet. */
export const PreviewAnswer = v.pick(AnswerRequest, ['text', 'then'])
export type PreviewAnswer = v.InferOutput<typeof PreviewAnswer>

/** The mail that it would be, as the resident would read it. */
export const MailPreview = v.object({
  to: v.string(),
  subject: v.string(),
  text: v.string(),
})
export type MailPreview = v.InferOutput<typeof MailPreview>

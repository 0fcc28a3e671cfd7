import type { Deps } from '#server/deps.ts'
import { renderMail } from '#server/mail/templates/render.ts'
import type { MailPreview, PreviewAnswer } from '#shared/contracts/answer-preview.ts'
import { composeUpdate } from '../request-mails.ts'
import { type Worker, requireReadable } from './access.ts'

/**
 * The mail that an answer would be; nothing is stored, and its link is that of nobody.
 * @throws AppError 'not-found'
 */
export async function previewAnswer(
  deps: Deps,
  worker: Worker,
  id: string,
  { text, then }: PreviewAnswer,
): Promise<MailPreview> {
  const { municipality } = worker
  const request = await requireReadable(deps.db, worker, id)
  const kind = then === 'wait' ? 'request-asked' : 'request-answered'
  const link = `${deps.config.publicUrl}/${municipality.id}/mein-anliegen#…`
  const update = { kind, text, isSettled: then === 'close' } as const
  const mail = renderMail(composeUpdate(municipality, request, update, link))
  return { to: mail.to.address, subject: mail.subject, text: mail.text }
}

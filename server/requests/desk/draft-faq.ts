import * as v from 'valibot'
import { createDraft } from '#server/catalogue/drafts.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { FaqContent } from '#shared/contracts/entries.ts'
import type { DraftFaq, FaqDrafted } from '#shared/contracts/staff-requests.ts'
import { type Worker, requireReadable } from './access.ts'
import { changeRequest } from './change.ts'

const shortLength = 300

/**
 * Makes a draft of a question out of an answer, for the team that owns the matter. It says what the
 * person typed here and nothing of the resident's; nobody reads it before an editor has published it.
 * @throws AppError 'not-found', 'invalid-input' for a name that is taken
 */
export async function draftFaq(
  deps: Deps,
  worker: Worker,
  requestId: string,
  { id, question, answer }: DraftFaq,
): Promise<v.InferOutput<typeof FaqDrafted>> {
  const { municipality, staff } = worker
  const request = await requireReadable(deps.db, worker, requestId)
  if (request.erased_at !== null) throw new AppError('state-conflict')
  const { mailboxes, tenant } = municipality.file
  const isThere = mailboxes.some((known) => known.id === request.mailbox_id)
  const content = v.parse(FaqContent, {
    mailbox: isThere ? request.mailbox_id : tenant.generalMailbox,
    services:
      request.service_id !== null && municipality.services.has(request.service_id)
        ? [request.service_id]
        : [],
    text: { de: { question, short: firstSentence(answer), answer } },
  })
  await createDraft(deps, municipality, staff, { kind: 'faq', id, content })
  const changed = await changeRequest(deps, worker, requestId, async (desk) => {
    await desk.step({ kind: 'faq-drafted', internal: 1, ref: id })
  })
  return { id, request: changed }
}

/** What settles it in a line: the first sentence, or as much of it as there is room for. */
function firstSentence(answer: string): string {
  const [line = answer] = answer.split('\n').filter((text) => text.trim() !== '')
  const [sentence = line] = /^.+?[.!?](?=\s|$)/.exec(line) ?? [line]
  return sentence.length <= shortLength ? sentence : `${sentence.slice(0, shortLength - 2)} …`
}

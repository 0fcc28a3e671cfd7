import { Hono } from 'hono'
import * as v from 'valibot'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { requireRole } from '#server/http/require-role.ts'
import { sendFile } from '#server/http/send-file.ts'
import { requireReadable } from '../desk/access.ts'
import { findOriginal } from '../threads.ts'
import { readAttachment } from './attachments.ts'

const tag = 'request desk'
const errors = ['sign-in-required', 'forbidden', 'not-found'] as const

const OriginalMail = v.object({ text: v.string() })

/** What came with the requests of the mailboxes that one shares. */
export function staffAttachmentRoutes(deps: Deps) {
  const team = requireRole(deps, 'caseworker', 'agent')
  return new Hono<StaffEnv>()
    .get(
      '/requests/:id/attachments/:attachment',
      describe({
        summary: 'One file of a request',
        tag,
        answer: v.string(),
        contentType: 'application/octet-stream',
        errors: [...errors],
      }),
      team,
      async (c) => {
        const { id, attachment } = c.req.param()
        await requireReadable(deps.db, c.var, id)
        const file = await readAttachment(deps, c.var.municipality.id, id, attachment)
        if (!file) throw new AppError('not-found')
        return sendFile(c, file.attachment, file.bytes)
      },
    )
    .get(
      '/requests/:id/originals/:step',
      describe({
        summary: 'All of a mail that came in with a step, with what it quotes, as text',
        tag,
        answer: OriginalMail,
        errors: [...errors],
      }),
      team,
      async (c) => {
        const { id, step } = c.req.param()
        await requireReadable(deps.db, c.var, id)
        const position = /^\d{1,6}$/.test(step) ? Number(step) : 0
        const text = await findOriginal(deps.db, c.var.municipality.id, id, position)
        if (text === null) throw new AppError('not-found')
        return c.json({ text })
      },
    )
}

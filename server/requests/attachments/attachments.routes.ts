import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import * as v from 'valibot'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { Env } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { sendFile } from '#server/http/send-file.ts'
import { validated } from '#server/http/validated.ts'
import {
  Attachment,
  DiscardAttachment,
  ReadAttachment,
  UploadDraft,
  attachmentLimits,
  draftHeader,
} from '#shared/contracts/attachments.ts'
import { openByToken } from '../by-token.ts'
import { addToDraft, discardFromDraft, readAttachment } from './attachments.ts'
import { createDraft, openDraft } from './draft.ts'

const tag = 'requests'
const errors = ['unknown-tenant', 'too-many-requests'] as const
const draftErrors = ['link-invalid', 'link-expired'] as const

/** Files for a message that is still being written, and those of a request for its resident. */
export function attachmentRoutes(deps: Deps) {
  return new Hono<Env>()
    .post(
      '/requests/attachments/draft',
      describe({
        summary: 'Begin to send files for a message; they wait for it for an hour',
        tag,
        status: 201,
        answer: UploadDraft,
        errors: ['bad-request', 'invalid-input', ...errors],
      }),
      validated('json', v.strictObject({})),
      (c) => {
        deps.limits.check('upload', c.var.callerKey)
        return c.json(createDraft(deps, c.var.municipality.id), 201)
      },
    )
    .post(
      '/requests/attachments',
      describe({
        summary: 'Send a photo or a PDF as it is: the body is the file',
        tag,
        status: 201,
        answer: Attachment,
        errors: [
          ...errors,
          ...draftErrors,
          'body-too-large',
          'unsupported-media-type',
          'file-type-refused',
          'file-refused',
          'limit-reached',
          'unavailable',
        ],
        parameters: [
          { name: draftHeader, in: 'header', required: true, description: 'What `draft` gave.' },
        ],
      }),
      admitUploads(deps),
      bodyLimit({ maxSize: attachmentLimits.bytes, onError: refuseBody }),
      takeFew(),
      async (c) => {
        const sent = Buffer.from(await c.req.arrayBuffer())
        const draft = c.req.header(draftHeader) ?? ''
        return c.json(await addToDraft(deps, c.var.municipality.id, draft, sent), 201)
      },
    )
    .post(
      '/requests/attachments/discard',
      describe({
        summary: 'Take a file out of a message that is still being written',
        tag,
        answer: v.object({}),
        errors: ['bad-request', 'invalid-input', ...errors, ...draftErrors],
      }),
      validated('json', DiscardAttachment),
      async (c) => {
        const { draft, id } = c.req.valid('json')
        await discardFromDraft(deps, c.var.municipality.id, draft, id)
        return c.json({})
      },
    )
    .post(
      '/requests/attachments/read',
      describe({
        summary: 'One file of a request',
        tag,
        answer: v.string(),
        contentType: 'application/octet-stream',
        errors: ['bad-request', 'invalid-input', ...errors, ...draftErrors, 'not-found'],
      }),
      validated('json', ReadAttachment),
      async (c) => {
        const { token, id } = c.req.valid('json')
        const { municipality } = c.var
        const { request, scope } = await openByToken(deps, deps.db, municipality, token)
        const file =
          scope === 'manage' ? await readAttachment(deps, municipality.id, request.id, id) : null
        if (!file) throw new AppError('not-found')
        return sendFile(c, file.attachment, file.bytes)
      },
    )
}

/** Reads not a byte of what nobody asked for. @throws AppError 'too-many-requests', 'link-…' */
function admitUploads(deps: Deps): MiddlewareHandler<Env> {
  return async (c, next) => {
    openDraft(deps, c.var.municipality.id, c.req.header(draftHeader) ?? '')
    deps.limits.check('upload', c.var.callerKey)
    await next()
  }
}

/** So many files are in memory at once, and no more. */
const mostAtOnce = 8

/** @throws AppError 'unavailable' while others are being worked on */
function takeFew(): MiddlewareHandler<Env> {
  let underWay = 0
  return async (_, next) => {
    if (underWay >= mostAtOnce) throw new AppError('unavailable', { retryAfter: 2 })
    underWay += 1
    try {
      await next()
    } finally {
      underWay -= 1
    }
  }
}

function refuseBody(): never {
  throw new AppError('body-too-large')
}

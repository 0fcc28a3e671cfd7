import type { DepartmentMail, Mail } from '../mails.ts'
import { appointmentContent } from './appointment-content.ts'
import type { MailContent } from './content.ts'
import { departmentContent } from './department-content.ts'
import { renderHtml } from './html.ts'
import { replacementContent } from './replacement-content.ts'
import { requestContent } from './request-content.ts'
import { requestUpdateContent } from './request-update-content.ts'
import { staffContent } from './staff-content.ts'
import { renderText } from './text.ts'

interface NamedAddress {
  name: string
  address: string
}

/** A mail in words, ready to be sent. */
export interface RenderedMail {
  tenantId: string
  lang: Mail['lang']
  fromName: string
  to: NamedAddress
  replyTo: NamedAddress
  subject: string
  text: string
  html: string
  attachments: { filename: string; contentType: string; content: string | Buffer }[]
  inReplyTo: string | null
  references: string[]
  /** A program wrote it: no absence note shall answer. */
  isAutomatic: boolean
}

/** Renders a mail in its language; pure, so that every try sends the same words. */
export function renderMail(mail: Mail): RenderedMail {
  const content = contentOf(mail)
  const { officialName } = mail.sender
  return {
    tenantId: mail.tenantId,
    lang: mail.lang,
    fromName: officialName,
    to: { name: mail.name, address: mail.to },
    replyTo: replyToOf(mail),
    subject: content.subject,
    text: renderText(content),
    html: renderHtml(content),
    attachments: attachmentsOf(mail),
    inReplyTo: mail.thread?.inReplyTo ?? null,
    references: mail.thread?.references ?? [],
    isAutomatic: mail.writtenBy !== 'person',
  }
}

/** What a mail says; a kind that nobody puts into words does not compile. */
function contentOf(mail: Mail): MailContent {
  switch (mail.kind) {
    case 'confirm':
    case 'confirmed':
    case 'moved':
    case 'cancelled':
    case 'reminder':
      return appointmentContent(mail)
    case 'replacement-offered':
    case 'replacement-missing':
      return replacementContent(mail)
    case 'request-confirm':
    case 'request-confirmed':
      return requestContent(mail)
    case 'request-answered':
    case 'request-asked':
    case 'request-moved':
    case 'request-closed':
    case 'request-merged':
    case 'request-missed':
    case 'request-promised':
      return requestUpdateContent(mail)
    case 'request-forwarded':
    case 'request-added':
    case 'request-withdrawn':
      return departmentContent(mail)
    case 'staff-activation':
    case 'staff-reset':
    case 'staff-added':
      return staffContent(mail)
  }
}

/**
 * Answers go through us where we read mail, so that the thread stays whole. Elsewhere a department
 * answers the resident straight from its mail program, and nobody else is answered so.
 */
function replyToOf(mail: Mail): NamedAddress {
  const { officialName, replyTo } = mail.sender
  const resident: DepartmentMail['from'] = 'from' in mail ? mail.from : null
  const signed = mail.thread?.replyTo ?? null
  if (signed !== null) return { name: resident?.name ?? officialName, address: signed }
  if (resident) return { name: resident.name, address: resident.email }
  return { name: officialName, address: replyTo }
}

function attachmentsOf(mail: Mail): RenderedMail['attachments'] {
  if (!('calendar' in mail) || mail.calendar === null) return []
  return [
    {
      filename: 'termin.ics',
      contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
      content: mail.calendar,
    },
  ]
}

import { createHash } from 'node:crypto'
import { compile } from 'html-to-text'
import { type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import { is } from 'valibot'
import { EmailAddress } from '#shared/contracts/fields.ts'
import { type AutomaticReason, type HeaderLines, automaticReason } from './mail-headers.ts'

/** A mail that came in, as text and files: nothing in it is a header or markup any more. */
export interface IncomingMail {
  /** Tells one mail from every other one, also if it comes twice or by two ways. */
  digest: string
  /** `<id@host>` */
  messageId: string | null
  /** The one who says that they wrote it; null if nobody or several do. */
  from: { address: string; name: string } | null
  /** Everybody to whom it may have gone, by all headers that tell. */
  recipients: string[]
  /** What it answers, by its headers. */
  answers: string[]
  subject: string
  /** All that stands in it, as text. */
  text: string
  automatic: AutomaticReason | null
  /** What came back for good, and which mails it names; null: it is no bounce. */
  bounce: { code: string; about: string[] } | null
  files: Buffer[]
  /** There was more than we read. */
  isCut: boolean
}

const longestText = 100_000
/** Of markup, which takes time to be understood; only read where there is no plain text. */
const longestHtml = 300_000
const longestSubject = 120
const mostFiles = 20
/** Pictures inside the text that are smaller are logos of signatures. */
const smallestInline = 20 * 1024

/** Where a link leads is written behind it, if it leads anywhere. */
const onlyPlaces = (href: string) => (/^(https?:|mailto:|tel:)/i.test(href) ? href : '')

const toText = compile({
  wordwrap: false,
  limits: { maxDepth: 60, maxChildNodes: 5000, ellipsis: ' […]' },
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, pathRewrite: onlyPlaces } },
  ],
})

/**
 * Reads a mail; null for what is none. It never throws: whoever can send us bytes could else stop
 * those of others.
 * @param raw at most what we are ready to hold; `isCut` if it went on
 */
export async function readMail(raw: Buffer, isCut = false): Promise<IncomingMail | null> {
  try {
    const parsed = await simpleParser(raw, {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
      keepDeliveryStatus: true,
    })
    return describe(parsed, isCut)
  } catch {
    return null
  }
}

function describe(parsed: ParsedMail, isCut: boolean): IncomingMail | null {
  const headers = headersOf(parsed)
  if (headers.size === 0) return null
  const from = authorOf(parsed, headers)
  const subject = oneLine(parsed.subject ?? '')
    .slice(0, longestSubject)
    .trim()
  const text = textOf(parsed)
  const messageId = idsIn(headers.get('message-id')?.[0] ?? '')[0] ?? null
  const automatic = automaticReason(headers, from?.address ?? null, subject)
  const parts = [messageId, from?.address, headers.get('date')?.[0], subject, text]
  return {
    digest: createHash('sha256').update(JSON.stringify(parts)).digest('base64url'),
    messageId,
    from,
    recipients: recipientsOf(parsed, headers),
    answers: idsIn(
      [...(headers.get('in-reply-to') ?? []), ...(headers.get('references') ?? [])].join(' '),
    ),
    subject,
    text,
    automatic,
    bounce: bounceOf(parsed, headers),
    files: isCut ? [] : filesOf(parsed.attachments),
    isCut,
  }
}

function headersOf(parsed: ParsedMail): HeaderLines {
  const headers = new Map<string, string[]>()
  for (const { key, line } of parsed.headerLines) {
    const value = line.slice(line.indexOf(':') + 1).replace(/\r?\n/g, ' ')
    headers.set(key, [...(headers.get(key) ?? []), value.trim()])
  }
  return headers
}

/** Two authors, or two lines that name one, are how somebody hides behind another. */
function authorOf(parsed: ParsedMail, headers: HeaderLines): IncomingMail['from'] {
  const authors = parsed.from?.value ?? []
  const [author] = authors
  const address = author?.address?.normalize('NFC').trim() ?? ''
  const lines = headers.get('from') ?? []
  const isOne = authors.length === 1 && lines.length === 1 && isWritten(lines[0]!, address)
  if (!isOne || !is(EmailAddress, address)) return null
  return {
    address,
    name: oneLine(author?.name ?? '')
      .slice(0, 100)
      .trim(),
  }
}

/** Where there are brackets the address stands in them: a name may look like one (RFC 5322, 3.4). */
function isWritten(line: string, address: string): boolean {
  if (!line.includes('<')) return true
  const [, bracketed = ''] = /<([^<>]*)>[^<>@]*$/.exec(line) ?? []
  const localPart = (text: string) => text.trim().split('@')[0]?.toLowerCase()
  return bracketed.includes('@') && localPart(bracketed) === localPart(address)
}

function recipientsOf(parsed: ParsedMail, headers: HeaderLines): string[] {
  const named = [parsed.to ?? [], parsed.cc ?? []]
    .flat()
    .flatMap(({ value }) => value.flatMap((entry) => [entry, ...(entry.group ?? [])]))
    .flatMap(({ address }) => address ?? [])
  const delivered = ['delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) =>
    (headers.get(name) ?? []).map((line) => line.replace(/^<|>$/g, '')),
  )
  const all = [...named, ...delivered].map((address) => address.trim().toLowerCase())
  return [...new Set(all)].filter((address) => is(EmailAddress, address)).slice(0, 50)
}

const idsIn = (line: string): string[] => (line.match(/<[^<>\s]{3,250}>/g) ?? []).slice(-50)

function textOf(parsed: ParsedMail): string {
  const plain = parsed.text?.trim() ? parsed.text : ''
  return clean(plain || (parsed.html ? toText(parsed.html.slice(0, longestHtml)) : ''))
}

/**
 * Leaves letters, line breaks and spaces: no control characters, and nothing that turns the
 * direction of what follows, or hides it.
 */
function clean(text: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText)}\n[…]` : text
  return cut
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[\t\u00a0]/g, ' ')
    .replace(/[^\P{C}\n]/gu, '')
    .replace(/[ ]+$/gm, '')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim()
}

const oneLine = (text: string) => clean(text).replace(/\s+/g, ' ')

function filesOf(attachments: readonly Attachment[]): Buffer[] {
  return attachments
    .filter(({ contentType }) => !isReport(contentType))
    .filter(({ related, size }) => !related || size >= smallestInline)
    .slice(0, mostFiles)
    .map(({ content }) => content as Buffer)
}

const isReport = (type: string) => /^message\/|^text\/rfc822-headers$|\/pgp-|\/pkcs7-/.test(type)

/** RFC 3464: `Action: failed` is final, `delayed` is not; `Status` says why. */
function bounceOf(parsed: ParsedMail, headers: HeaderLines): IncomingMail['bounce'] {
  if (!/^multipart\/report\b/i.test(headers.get('content-type')?.[0] ?? '')) return null
  const contentOf = (pattern: RegExp) =>
    parsed.attachments
      .filter(({ contentType }) => pattern.test(contentType))
      .map(({ content }) => (content as Buffer).subarray(0, 64 * 1024).toString('latin1'))
      .join('\n')
  const status = contentOf(/^message\/(global-)?delivery-status$/)
  if (!/^Action:\s*failed\b/im.test(status)) return null
  const [, code = '5.0.0'] = /^Status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(status) ?? []
  const returned = contentOf(/^message\/(global|rfc822|global-headers)$|^text\/rfc822-headers$/)
  return {
    code,
    about: [...returned.matchAll(/^Message-ID:\s*(<[^<>\s]+>)/gim)].map(([, id]) => id!),
  }
}

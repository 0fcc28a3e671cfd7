import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { mailFileName } from '#server/mail/file-transport.ts'

/** A mail of the demo as its mailbox shows it. */
export interface DemoMail {
  file: string
  from: { name: string; address: string }
  to: string
  subject: string
  lang: string
  date: Date
  /** Its first words. */
  snippet: string
  html: string | null
  text: string
  attachments: { filename: string; contentType: string; content: Buffer }[]
}

/** The newest mails, newest first. */
export async function listDemoMails(folder: string, limit: number): Promise<DemoMail[]> {
  const files = (await readdir(folder).catch(noFolder))
    .filter((name) => mailFileName.test(name))
    .sort()
    .reverse()
    .slice(0, limit)
  const mails = await Promise.all(files.map((file) => findDemoMail(folder, file)))
  return mails.filter((mail) => mail !== null)
}

/** Null if there is no such mail, and for every name that is not one of a mail. */
export async function findDemoMail(folder: string, file: string): Promise<DemoMail | null> {
  const source = await findDemoMailSource(folder, file)
  if (!source) return null
  const parsed = await simpleParser(source, { skipTextToHtml: true, skipImageLinks: true })
  return describe(file, parsed)
}

/** The bytes of a mail; null like `findDemoMail`. */
export async function findDemoMailSource(folder: string, file: string): Promise<Buffer | null> {
  // The pattern has no dot or slash that could lead out of the folder.
  if (!mailFileName.test(file)) return null
  return readFile(join(folder, file)).catch(noFile)
}

function describe(file: string, parsed: ParsedMail): DemoMail {
  const [sender] = parsed.from?.value ?? []
  const recipients = Array.isArray(parsed.to) ? parsed.to : parsed.to ? [parsed.to] : []
  const text = parsed.text ?? ''
  const lang = parsed.headers.get('content-language')
  return {
    file,
    from: { name: sender?.name || (sender?.address ?? ''), address: sender?.address ?? '' },
    to: recipients.flatMap(({ value }) => value.map(({ address }) => address)).join(', '),
    subject: parsed.subject ?? '(ohne Betreff)',
    lang: typeof lang === 'string' ? lang : 'de',
    date: parsed.date ?? new Date(0),
    snippet: snippetOf(text),
    html: parsed.html || null,
    text,
    attachments: parsed.attachments.map((attachment) => ({
      filename: attachment.filename ?? 'anhang',
      contentType: attachment.contentType,
      content: attachment.content,
    })),
  }
}

/** The first words behind the greeting. */
function snippetOf(text: string): string {
  const [greeting = '', ...paragraphs] = text.split(/\n{2,}/)
  return (paragraphs.join(' ') || greeting).replace(/\s+/g, ' ').slice(0, 160)
}

/** Until the first mail is sent there is no folder. */
function noFolder(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}

function noFile(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import MailComposer from 'nodemailer/lib/mail-composer'
import { type OutgoingMail, toMessage } from './message.ts'
import type { Transport } from './transport.ts'

/** `20261123T070000000Z-<22 characters of an id>.eml`: as text these names sort by time. */
export const mailFileName = /^\d{8}T\d{9}Z-[\w-]{22}\.eml$/

/**
 * Writes each mail as an .eml file. A mail that is sent again has the same name and replaces itself.
 * @param folder is made if it does not exist
 */
export function openMailFolder(folder: string, mailFrom: string | null): Transport {
  return {
    async send(mail) {
      const bytes = await new MailComposer(toMessage(mail, mailFrom)).compile().build()
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = join(folder, fileNameOf(mail))
      // A reader sees the whole file or none.
      const draft = `${file}.draft`
      try {
        const handle = await open(draft, 'w', 0o600)
        try {
          await handle.writeFile(bytes)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(draft, file)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    close() {},
  }
}

function fileNameOf(mail: Pick<OutgoingMail, 'messageId' | 'date'>): string {
  const id = /^<([\w-]{22})@/.exec(mail.messageId)?.[1]
  if (!id) throw new TypeError('A Message-ID begins with 22 characters of an id')
  return `${mail.date.replace(/[-:.]/g, '')}-${id}.eml`
}

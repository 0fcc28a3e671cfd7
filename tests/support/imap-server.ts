import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import hoodiecrow from 'hoodiecrow-imap'
import type { ImapAccount } from '#server/config.ts'

export interface ImapMailbox {
  /** How a process reads it. */
  account(isLive: boolean): ImapAccount
  /** A message arrives. */
  append(raw: Buffer): void
  /** Flags of the messages that lie there, in their order. */
  flags(folder?: string): string[][]
  /** All numbers are new ones, as after a move to another server. */
  renumber(): void
  /** Ends every connection. */
  hangUp(): void
  stop(): Promise<void>
}

/** A real IMAP server on a free port, with one message that lies there already. */
export async function startImapServer(port = 0, uidvalidity = 1): Promise<ImapMailbox> {
  const server = hoodiecrow({
    plugins: ['ID', 'SASL-IR', 'AUTH-PLAIN', 'NAMESPACE', 'IDLE', 'ENABLE', 'LITERALPLUS'],
    storage: {
      INBOX: { messages: [{ raw: 'From: alt@post.example\r\nSubject: Alt\r\n\r\nAlt' }] },
      '': { separator: '/', folders: { Erledigt: {} } },
    },
  })
  server.getMailbox('INBOX').uidvalidity = uidvalidity
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  server.listen(port, '127.0.0.1', () => {})
  await once(server.server, 'listening')
  const address = server.server.address() as AddressInfo
  const hangUp = () => sockets.forEach((socket) => socket.destroy())
  return {
    account: (isLive) => ({
      tenantId: 'teststadt',
      host: '127.0.0.1',
      port: address.port,
      secure: false,
      user: 'testuser',
      password: 'testpass',
      folder: 'INBOX',
      isLive,
    }),
    append: (raw) => server.appendMessage('INBOX', [], false, raw.toString('binary')),
    flags: (folder = 'INBOX') =>
      server
        .getMailbox(folder)
        .messages.map(({ flags }) => flags.filter((flag) => flag !== '\\Recent')),
    renumber() {
      const inbox = server.getMailbox('INBOX')
      inbox.uidvalidity += 1
      inbox.messages.forEach((message, index) => (message.uid = 100 + index))
      inbox.uidnext = 100 + inbox.messages.length
    },
    hangUp,
    async stop() {
      hangUp()
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}

declare module 'hoodiecrow-imap' {
  import type { Server, Socket } from 'node:net'

  interface Message {
    uid: number
    flags: string[]
    raw: string
  }
  interface Mailbox {
    uidvalidity: number
    uidnext: number
    messages: Message[]
  }
  interface ImapServer {
    /** A real TCP server. */
    server: Server
    listen(port: number, host: string, callback: () => void): void
    close(callback: () => void): void
    getMailbox(path: string): Mailbox
    appendMessage(path: string, flags: string[], date: string | false, raw: string): void
    connectionHandlers: ((connection: { socket: Socket }) => void)[]
  }
  export default function hoodiecrow(options: { plugins?: string[]; storage?: object }): ImapServer
}

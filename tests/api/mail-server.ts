import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** What a server does to one mail after another; the last one stays. */
export type Mood =
  | { does: 'accept' }
  | { does: 'refuse'; at: 'greeting' | 'sender' | 'recipient' | 'content'; code: number }
  | { does: 'stall' }
  | { does: 'drop-after-dot' }

export interface MailServer {
  url: string
  /** Messages whose final dot arrived, also those that were never answered. */
  received: { mail: ParsedMail; source: string; recipients: string[] }[]
  mood: Mood
  stop(): Promise<void>
}

/** A real SMTP server on a free port. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const refusal = (at: string) => {
    const { mood } = state
    if (mood.does !== 'refuse' || mood.at !== at) return undefined
    return Object.assign(new Error('5.1.1 <maria@example.org> not here'), {
      responseCode: mood.code,
    })
  }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 10,
    ...options,
    onConnect: (_, callback) => callback(refusal('greeting')),
    onMailFrom: (_, __, callback) => callback(refusal('sender')),
    onRcptTo: (_, __, callback) => callback(refusal('recipient')),
    onData(stream, session, callback) {
      void (async () => {
        const chunks: Buffer[] = []
        for await (const chunk of stream) chunks.push(chunk as Buffer)
        const source = Buffer.concat(chunks).toString()
        const recipients = session.envelope.rcptTo.map(({ address }) => address)
        state.received.push({ mail: await simpleParser(source), source, recipients })
        if (state.mood.does === 'stall') return
        if (state.mood.does === 'drop-after-dot') {
          for (const connection of server.connections) connection._socket.destroy()
          return
        }
        callback(refusal('content'))
      })()
    },
  })
  server.on('error', () => {})
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  const state: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    received: [],
    mood: { does: 'accept' },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return state
}

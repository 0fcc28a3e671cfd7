/** What a failed try means for the mail, in words that name nobody. */
export interface Failure {
  /** No later try can succeed. */
  permanent: boolean
  /** `550 5.1.1`, `451`, `ETIMEDOUT`, `ENOSPC`, `unknown`: never an address or a server's text. */
  code: string
}

/** The parts of an error of nodemailer, or of Node, that are read here. */
interface SmtpError {
  code?: unknown
  /** What the system said, where `code` only says that it was the socket. */
  originalCode?: unknown
  responseCode?: unknown
  response?: unknown
  command?: unknown
}

/** An address to which no server can deliver. Its text does not repeat the address. */
export class ImpossibleAddressError extends Error {
  readonly code = 'EENVELOPE'
  readonly command = 'API'
}

/**
 * Tells failures of the mail from failures of the way to it. Only a 5xx answer to the recipient or
 * to the content is final (RFC 5321, 4.2.1). One to the greeting, the sign-in or the sender says
 * that our own setting is wrong: somebody will mend it, and until then no mail may be lost.
 */
export function classify(error: unknown): Failure {
  const said: SmtpError = isObject(error) ? error : {}
  const { code, responseCode, response, command } = said
  if (typeof responseCode === 'number') {
    const final = command === 'RCPT TO' || command === 'DATA'
    return {
      permanent: final && responseCode >= 500 && responseCode < 600,
      code: [responseCode, enhancedCode(response)].join(' ').trim(),
    }
  }
  const name = nameOf(said.originalCode) ?? nameOf(code) ?? 'unknown'
  const impossible = code === 'EENVELOPE' && command === 'API'
  const tooLarge = code === 'EMESSAGE' && command === 'MAIL FROM'
  return { permanent: impossible || tooLarge, code: name }
}

/** Codes are capitals: anything else could be a text, with an address in it. */
const nameOf = (code: unknown): string | null =>
  typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,39}$/.test(code) ? code : null

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** `5.1.1` of `550 5.1.1 …` (RFC 3463). */
function enhancedCode(response: unknown): string {
  if (typeof response !== 'string') return ''
  return /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? ''
}

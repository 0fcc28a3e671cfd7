import type { Assertion, Attestation, PasskeyOptions } from '#shared/contracts/sign-in.ts'

/** A descriptor of a credential as JSON says it. */
interface Descriptor {
  id: string
  type: 'public-key'
  transports?: AuthenticatorTransport[]
}

/** Whether this browser knows passkeys; they need HTTPS, or this very machine. */
export const hasPasskeys = (): boolean => 'PublicKeyCredential' in globalThis

/** The person has said no, or has waited too long: nothing that needs an explanation. */
export const wasCancelled = (error: unknown): boolean =>
  error instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(error.name)

/**
 * Has a passkey sign a challenge.
 * @throws DOMException if the person does not want to, or has none
 */
export async function usePasskey(options: PasskeyOptions): Promise<Assertion> {
  const { challenge, allowCredentials, ...rest } = options as PasskeyOptions & {
    allowCredentials?: Descriptor[]
  }
  const credential = await navigator.credentials.get({
    publicKey: {
      ...(rest as Omit<PublicKeyCredentialRequestOptions, 'challenge' | 'allowCredentials'>),
      challenge: fromBase64Url(challenge),
      allowCredentials: allowCredentials?.map(withBytes),
    },
  })
  const response = expectResponse(credential, AuthenticatorAssertionResponse)
  return {
    ...describe(credential as PublicKeyCredential),
    response: {
      clientDataJSON: toBase64Url(response.clientDataJSON),
      authenticatorData: toBase64Url(response.authenticatorData),
      signature: toBase64Url(response.signature),
      ...(response.userHandle && { userHandle: toBase64Url(response.userHandle) }),
    },
  }
}

/**
 * Makes a passkey on this device or on another one that the person chooses.
 * @throws DOMException if the person does not want to, or it is there already
 */
export async function makePasskey(options: PasskeyOptions): Promise<Attestation> {
  const { challenge, user, excludeCredentials, ...rest } = options as PasskeyOptions & {
    user: { id: string; name: string; displayName: string }
    excludeCredentials?: Descriptor[]
  }
  const credential = await navigator.credentials.create({
    publicKey: {
      ...(rest as unknown as Omit<PublicKeyCredentialCreationOptions, 'challenge' | 'user'>),
      challenge: fromBase64Url(challenge),
      user: { ...user, id: fromBase64Url(user.id) },
      excludeCredentials: excludeCredentials?.map(withBytes),
    },
  })
  const response = expectResponse(credential, AuthenticatorAttestationResponse)
  return {
    ...describe(credential as PublicKeyCredential),
    response: {
      clientDataJSON: toBase64Url(response.clientDataJSON),
      attestationObject: toBase64Url(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  }
}

function describe({ id, rawId }: PublicKeyCredential) {
  return {
    id,
    rawId: toBase64Url(rawId),
    type: 'public-key' as const,
    clientExtensionResults: {},
  }
}

function expectResponse<Kind extends AuthenticatorResponse>(
  credential: Credential | null,
  kind: abstract new () => Kind,
): Kind {
  const response = credential instanceof PublicKeyCredential ? credential.response : null
  if (!(response instanceof kind)) throw new TypeError('no passkey')
  return response
}

function withBytes(descriptor: Descriptor): PublicKeyCredentialDescriptor {
  return { ...descriptor, id: fromBase64Url(descriptor.id) }
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0))
}

function toBase64Url(buffer: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

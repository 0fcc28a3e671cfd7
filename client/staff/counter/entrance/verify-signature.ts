import { bytesOf, type Verify } from './judge-here.ts'

/** Verifies QR codes by the municipality's key: Ed25519, SPKI as base64url. */
export function verifierFor(publicKey: string): Verify {
  let key: Promise<CryptoKey | null> | null = null
  const load = () =>
    // Missing over plain HTTP, and in browsers that do not know Ed25519 yet.
    Promise.resolve(
      globalThis.crypto?.subtle?.importKey('spki', bytesOf(publicKey), { name: 'Ed25519' }, false, [
        'verify',
      ]) ?? null,
    ).catch(() => null)

  return async (payload, signature) => {
    const known = await (key ??= load())
    if (!known) return null
    const signed = new TextEncoder().encode(payload)
    return crypto.subtle.verify({ name: 'Ed25519' }, known, bytesOf(signature), signed)
  }
}

import { domainToASCII } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalEmail } from '#shared/domain/canonical-email.ts'

const canonical = (address: string) => canonicalEmail(address, domainToASCII)

describe('the canonical form of an address', () => {
  it.each([
    ['anna@example.org', 'anna@example.org'],
    ['Anna.Müller@Example.ORG', 'anna.müller@example.org'],
    ['anna+rathaus@example.org', 'anna@example.org'],
    ['anna+a+b@example.org', 'anna@example.org'],
    ['Anna+Amt@MÜLLER.example', 'anna@xn--mller-kva.example'],
    ['anna@xn--mller-kva.example', 'anna@xn--mller-kva.example'],
    ['anna@STRASSE.example', 'anna@strasse.example'],
  ])('of %s is %s', (address, form) => {
    expect(canonical(address)).toBe(form)
  })

  it('keeps apart what may be two people', () => {
    expect(canonical('anna.mueller@example.org')).not.toBe(canonical('annamueller@example.org'))
    expect(canonical('anna@example.org')).not.toBe(canonical('anna@example.com'))
    expect(canonical('anna@straße.example')).not.toBe(canonical('anna@strasse.example'))
  })

  it('is the same for a domain in letters and in Punycode', () => {
    expect(canonical('anna@bürgeramt.example')).toBe(canonical('anna@XN--brgeramt-65a.example'))
  })

  it('is its own canonical form', () => {
    const local = fc.stringMatching(/^[A-Za-zäöüÄÖÜ0-9.]{1,20}(\+[a-z]{0,5})?$/)
    const domain = fc.stringMatching(/^[A-Za-zäöüß]{1,20}\.(de|example)$/)
    fc.assert(
      fc.property(local, domain, (local, domain) => {
        const form = canonical(`${local}@${domain}`)
        expect(canonical(form)).toBe(form)
      }),
    )
  })
})

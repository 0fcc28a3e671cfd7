import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  EmailAddress,
  type FieldErrorCode,
  PersonName,
  PhoneNumber,
  fieldErrorCodes,
} from '#shared/contracts/fields.ts'

/** What the form would say first, or null if there is nothing to say. */
function complaint(schema: v.GenericSchema, value: unknown): FieldErrorCode | null {
  const [issue] = v.safeParse(schema, value).issues ?? []
  if (!issue) return null
  expect(fieldErrorCodes).toContain(issue.message)
  return issue.message as FieldErrorCode
}

describe('a name', () => {
  it.each([
    'Ł',
    'Łukasz Dąbrowski',
    'Tuğba Öztürk',
    'Gabriele D’Angelo',
    "Conan O'Brien",
    'Karl-Heinz Schmitt-Wagner',
    'Nguyễn Thị Minh Khai',
    'Οδυσσέας Ελύτης',
    'Олена Петренко',
    'محمد علی',
    '王',
    'Dr. med. Jürgen Müller, M.A.',
    'M̂a',
  ])('may be %s', (name) => {
    expect(v.parse(PersonName, name)).toBe(name)
  })

  it('may have one letter or a hundred, and no more', () => {
    expect(complaint(PersonName, 'ğ')).toBeNull()
    expect(complaint(PersonName, 'ğ'.repeat(100))).toBeNull()
    expect(complaint(PersonName, 'ğ'.repeat(101))).toBe('too-long')
  })

  it('has a hundred letters also where a letter is written with two signs', () => {
    // DIN SPEC 91379 has letters that Unicode knows only as a sequence, such as this one.
    expect(complaint(PersonName, 'M̂'.repeat(100))).toBeNull()
  })

  it('loses spaces around it, and is composed as browsers of all makes send it', () => {
    expect(v.parse(PersonName, '  Zoë\u00a0')).toBe('Zoë')
    expect(v.parse(PersonName, 'Zoe\u0308')).toBe('Zo\u00eb')
    expect(v.parse(PersonName, 'g\u0306'.repeat(100))).toBe('ğ'.repeat(100))
  })

  it.each(['', ' ', '\u00a0\n', undefined, null, 7])('is required: %j', (value) => {
    expect(complaint(PersonName, value)).toBe('required')
  })

  it.each([
    'Anna\nBcc: all@example.org',
    'Anna\r\nSubject: x',
    'Anna\u0000',
    'Anna\u0085Bauer',
    'Anna\u2028Bauer',
    'Anna\u2029Bauer',
    'Anna\tBauer',
    'Anna\u007f',
    'Anna <anna@example.org>',
    '<script>',
    'a > b',
  ])('is not %j', (name) => {
    expect(complaint(PersonName, name)).toBe('invalid')
  })

  it('never carries a line of its own into a mail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const result = v.safeParse(PersonName, text)
        if (result.success) expect(result.output).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}<>]/u)
      }),
    )
  })
})

describe('a mail address', () => {
  it.each([
    'anna@example.org',
    'anna.maria+rathaus@mail.example.org',
    "o'brien@example.org",
    'anna@müller.example',
    'anna@xn--mller-kva.example',
    'анна@пример.рф',
    'jürgen@straße.example',
    'a@b.cd',
    '1@2.example',
  ])('may be %s', (address) => {
    expect(v.parse(EmailAddress, address)).toBe(address)
  })

  it('loses the spaces that keyboards of phones add', () => {
    expect(v.parse(EmailAddress, ' anna@example.org ')).toBe('anna@example.org')
    expect(v.parse(EmailAddress, 'anna@mu\u0308ller.example')).toBe('anna@m\u00fcller.example')
  })

  it('has 254 characters at most', () => {
    const domain = '@example.org'
    expect(complaint(EmailAddress, 'a'.repeat(254 - domain.length) + domain)).toBeNull()
    expect(complaint(EmailAddress, 'a'.repeat(255 - domain.length) + domain)).toBe('too-long')
  })

  it.each(['', '  ', undefined, null, 7])('is required: %j', (value) => {
    expect(complaint(EmailAddress, value)).toBe('required')
  })

  it.each([
    'anna',
    'anna@',
    '@example.org',
    'anna@example',
    'anna@example..org',
    'anna@.example.org',
    'anna@example.org.',
    'anna@-example.org',
    'anna@example-.org',
    'anna@@example.org',
    'anna@bert@example.org',
    'anna bauer@example.org',
    'anna@exam ple.org',
    'anna@[127.0.0.1]',
    'anna@example_1.org',
  ])('is not %j', (address) => {
    expect(complaint(EmailAddress, address)).toBe('email-invalid')
  })

  it.each([
    'anna@example.org\nBcc: all@example.org',
    'anna@example.org\r\nBcc: all@example.org',
    'anna\r\nBcc: all@example.org',
    'anna%0a@example.org\u0000',
    'anna\u0000@example.org',
    'anna\u0085@example.org',
    'anna\u2028@example.org',
    'anna@example.org\u2028Bcc: x@example.org',
    'anna@example.org,all@example.org',
    'anna@example.org;all@example.org',
    'Anna <anna@example.org>',
    '<anna@example.org>',
    '"anna bauer"@example.org',
    'anna(comment)@example.org',
    'anna\\@example.org',
    'group:anna@example.org',
    'mailto:anna@example.org',
  ])('carries nothing else into a mail: %j', (address) => {
    expect(complaint(EmailAddress, address)).toBe('email-invalid')
  })

  it('names one recipient, whatever is typed', () => {
    const unit = fc.constantFrom(...'ab@.,;:<>()[]"\\ -+\r\n\t\0\u0085\u2028ü')
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 24 }), (typed) => {
        const result = v.safeParse(EmailAddress, `a${typed}@b.de`)
        if (result.success) expect(result.output).toMatch(/^[^\s\p{Cc}@,;:<>()[\]\\"]+@[^\s@]+$/u)
      }),
      { numRuns: 2000 },
    )
  })

  it.each(['a'.repeat(60_000), 'a-'.repeat(30_000), 'a.'.repeat(30_000)])(
    'is judged at once, however long it is',
    (long) => {
      for (const address of [`${long}@example.org`, `anna@${long}`, `anna@${long}!`]) {
        expect(complaint(EmailAddress, address)).toBe('too-long')
      }
    },
  )
})

describe('a phone number', () => {
  it.each(['0231 5001234', '+49 (231) 500-12/34', '112 112', '0231.500.1234', '+49-231-5001234'])(
    'may be %s',
    (number) => {
      expect(v.parse(PhoneNumber, ` ${number} `)).toBe(number)
    },
  )

  it.each(['', '12345', '110', 'no phone', '0231 CALL-ME', '49+231500', '++49231500', '٠٢٣١٥٠٠١'])(
    'is not %j',
    (number) => {
      expect(complaint(PhoneNumber, number)).toBe('phone-invalid')
    },
  )

  it('stands on one line', () => {
    const numbers = ['\n', '\r\n', '\t', '\u2028'].map((sign) => `0231${sign}5001234`)
    expect(numbers.filter((number) => v.is(PhoneNumber, number))).toEqual([])
  })

  it('has forty characters at most', () => {
    expect(complaint(PhoneNumber, '1'.repeat(40))).toBeNull()
    expect(complaint(PhoneNumber, '1'.repeat(41))).toBe('too-long')
  })
})

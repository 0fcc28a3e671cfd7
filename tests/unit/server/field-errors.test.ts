import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { PlaceAppointment } from '#shared/contracts/appointments.ts'
import { fieldErrors } from '#shared/contracts/field-errors.ts'
import { fieldErrorCodes } from '#shared/contracts/fields.ts'

const complete = {
  services: [{ slug: 'reisepass', persons: 1 }],
  office: 'rathaus-mitte',
  date: '2026-11-23',
  start: '08:05',
  name: 'Tuğba Öztürk',
  email: 'tugba@example.org',
  phone: '0231 5001234',
  lang: 'de',
}

const errorsOf = (body: unknown) => fieldErrors(v.safeParse(PlaceAppointment, body).issues ?? [])

describe('the errors of fields', () => {
  it('are none where everything fits', () => {
    expect(errorsOf(complete)).toEqual({})
  })

  it('name every field that is missing', () => {
    const required = ['services', 'office', 'date', 'start', 'name', 'email', 'lang']
    expect(errorsOf({})).toEqual(Object.fromEntries(required.map((field) => [field, 'required'])))
  })

  it('name what is wrong with each field, by its path', () => {
    const body = {
      ...complete,
      services: [
        { slug: 'reisepass', persons: 1 },
        { slug: 'Reise Pass', persons: 21 },
      ],
      date: '2026-02-30',
      start: '8 Uhr',
      name: '   ',
      email: 'tugba',
      phone: '110',
      lang: 'fr',
    }
    expect(errorsOf(body)).toEqual({
      'services.1.slug': 'invalid',
      'services.1.persons': 'out-of-range',
      date: 'date-invalid',
      start: 'time-invalid',
      name: 'required',
      email: 'email-invalid',
      phone: 'phone-invalid',
      lang: 'unknown-value',
    })
  })

  it('name keys that nobody knows, inside of others as well', () => {
    const services = [{ slug: 'reisepass', persons: 1, colour: 'red' }]
    expect(errorsOf({ ...complete, services, admin: true })).toEqual({
      'services.0.colour': 'unknown-key',
      admin: 'unknown-key',
    })
  })

  it('are one for each field: the first', () => {
    const { email } = errorsOf({ ...complete, email: 'x'.repeat(300) })
    expect(email).toBe('too-long')
  })

  it('say that a field of another type is not valid', () => {
    expect(errorsOf({ ...complete, office: 7, proof: 7 })).toEqual({
      office: 'invalid',
      proof: 'invalid',
    })
  })

  it('say that what should be an object is not valid, for there is no key to be unknown', () => {
    for (const body of ['text', 7, null, true]) expect(errorsOf(body)).toEqual({ body: 'invalid' })
    expect(errorsOf({ ...complete, services: ['reisepass'] })).toEqual({ 'services.0': 'invalid' })
  })

  it('say in codes what valibot says in words of its own', () => {
    const schema = v.object({
      a: v.pipe(v.number(), v.integer(), v.minValue(1)),
      b: v.pipe(v.array(v.picklist(['x'])), v.minLength(1)),
      c: v.pipe(v.string(), v.minLength(3)),
      d: v.pipe(v.string(), v.maxLength(3)),
    })
    const codes = (body: object) => fieldErrors(v.safeParse(schema, body).issues ?? [])
    expect(codes({ a: 0, b: [], c: 'ab', d: 'abcd' })).toEqual({
      a: 'out-of-range',
      b: 'required',
      c: 'too-short',
      d: 'too-long',
    })
    expect(codes({ a: 1.5, b: ['y'], c: '', d: 7 })).toEqual({
      a: 'out-of-range',
      'b.0': 'unknown-value',
      c: 'required',
      d: 'invalid',
    })
  })

  it('are codes that the client has words for, whatever is sent', () => {
    const values = [undefined, null, '', 0, -1, NaN, [], [[]], {}, 'x'.repeat(5000), true]
    for (const field of Object.keys(complete)) {
      for (const value of values) {
        const codes = Object.values(errorsOf({ ...complete, [field]: value }))
        expect(codes.filter((code) => !fieldErrorCodes.includes(code))).toEqual([])
      }
    }
  })

  it('never repeat what was typed', () => {
    const told = JSON.stringify(errorsOf({ ...complete, name: 'Anna <x>', email: 'anna@secret' }))
    expect(told).toBe('{"name":"invalid","email":"email-invalid"}')
  })
})

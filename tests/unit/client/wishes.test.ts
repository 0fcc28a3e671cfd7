import { describe, expect, it } from 'vitest'
import type { OfficeView } from '#shared/contracts/tenants.ts'
import type { ServiceSummary } from '#shared/contracts/catalogue.ts'
import {
  officesServing,
  parseChoice,
  parseWishes,
  separateVisits,
  visitors,
  wishedMinutes,
  wishTexts,
} from '#client/citizen/appointments/wishes.ts'

const office = (slug: string, services: string[]): OfficeView => ({
  slug,
  name: slug,
  street: '',
  postalCode: '',
  city: '',
  phone: '',
  email: '',
  directions: null,
  accessibility: [],
  note: null,
  week: [],
  exceptions: [],
  today: { date: '2026-11-23', ranges: [], reason: null },
  services,
})

const service = (slug: string, more: Partial<ServiceSummary> = {}): ServiceSummary => ({
  slug,
  title: slug,
  teaser: '',
  department: 'buergeramt',
  lifeSituations: [],
  channels: ['appointment'],
  bookable: true,
  minutes: 15,
  extraPersonMinutes: 10,
  popularity: 50,
  ...more,
})

describe('a wish in the address bar', () => {
  it('is read as it was written', () => {
    const services = [
      { slug: 'reisepass', persons: 3 },
      { slug: 'umzug', persons: 1 },
    ]
    expect(wishTexts(services)).toEqual(['reisepass:3', 'umzug'])
    expect(parseWishes(wishTexts(services))).toEqual(services)
  })

  it('loses what is unreadable, double or too much', () => {
    expect(parseWishes(['umzug', 'umzug:2', 'UMZUG', '<b>', 'pass:0', null])).toEqual([
      { slug: 'umzug', persons: 1 },
    ])
    expect(parseWishes(undefined)).toEqual([])
    expect(parseWishes('pass:99')).toEqual([{ slug: 'pass', persons: 20 }])
  })

  it('has a place in time only when office, date and start are there', () => {
    expect(parseChoice({ office: 'mitte', date: '2026-11-23', start: '08:00' })).toEqual({
      office: 'mitte',
      date: '2026-11-23',
      start: '08:00',
    })
    expect(parseChoice({ office: 'mitte', date: '2026-11-23' })).toBeNull()
  })
})

describe('a visit', () => {
  it('lasts as long as all services for all persons', () => {
    const known = [service('pass'), service('umzug', { minutes: 20 })]
    const services = [
      { slug: 'pass', persons: 3 },
      { slug: 'umzug', persons: 1 },
    ]
    expect(wishedMinutes(services, known)).toBe(15 + 2 * 10 + 20)
    expect(visitors(services)).toBe(3)
  })

  it('takes place where everything can be done', () => {
    const offices = [office('mitte', ['pass', 'umzug']), office('nord', ['pass'])]
    expect(officesServing(offices, ['pass', 'umzug']).map(({ slug }) => slug)).toEqual(['mitte'])
  })

  it('falls into few appointments where no office does everything', () => {
    const offices = [office('mitte', ['pass', 'umzug']), office('amt', ['auto'])]
    expect(separateVisits(offices, ['auto', 'pass', 'umzug'])).toEqual([
      ['pass', 'umzug'],
      ['auto'],
    ])
    expect(separateVisits([], ['auto'])).toEqual([['auto']])
  })
})

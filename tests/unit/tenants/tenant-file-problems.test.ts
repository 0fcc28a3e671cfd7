import { describe, expect, it } from 'vitest'
import { type FileProblem, TenantFileError, parseTenantFile } from '#server/tenants/tenant-file.ts'
import { smallTenant, smallTenantWith } from './small-tenant.ts'

/** What is wrong in a file; an error of another kind is a fault of the program. */
function problemsIn(source: string): readonly FileProblem[] {
  try {
    parseTenantFile(source)
  } catch (error) {
    if (error instanceof TenantFileError) return error.problems
    throw error
  }
  return []
}

const lineOf = (source: string, text: string) =>
  source.slice(0, source.indexOf(text)).split('\n').length

/** The small municipality with one change: where the problem is and what it says. */
function problemAfter(before: string, after: string) {
  const source = smallTenantWith({ [before]: after })
  const problems = problemsIn(source)
  expect(problems).toHaveLength(1)
  return { ...problems[0]!, lineOfChange: lineOf(source, after) }
}

describe('a file with a fault', () => {
  it.each([
    ['a word of no list', 'kind: town', 'kind: village', 'tenant.kind'],
    ['no Land', 'land: SN', 'land: XX', 'tenant.land'],
    ['a colour by name', "primary: '#1f4e8c'", 'primary: blue', 'tenant.colours.primary'],
    ['a colour too pale', "primary: '#1f4e8c'", "primary: '#7fa3d1'", 'tenant.colours.primary'],
    ['a code without its zero', "postalCode: '01234'", 'postalCode: 1234', 'offices.0.postalCode'],
    ['a grid of seven', 'gridMinutes: 5', 'gridMinutes: 7', 'offices.0.groups.0.gridMinutes'],
    ['an hour of no day', "at: '07:00'", "at: '24:00'", 'offices.0.groups.0.release.at'],
    ['half a counter', 'counters: 3', 'counters: 2.5', 'offices.0.groups.0.opening.2.counters'],
    ['a day of no calendar', "validTo: '2027-12-31'", "validTo: '2027-02-30'", 'validTo'],
    ['an empty text', 'street: Dorfstraße 1', "street: ' '", 'offices.0.street'],
    ['no channel', 'channels: [appointment]', 'channels: []', 'services.0.channels'],
    ['a number in words', 'minutes: 20', 'minutes: zwanzig', 'services.0.minutes'],
  ])('names its path and line: %s', (_, before, after, path) => {
    const problem = problemAfter(before, after)
    expect(problem.path.endsWith(path)).toBe(true)
    expect(problem.line).toBe(problem.lineOfChange)
    expect(problem.message).not.toBe('')
  })

  it.each([
    ['tenant', '  phone: +49 3599 555-0', '  phone: +49 3599 555-0\n  fax: 1', 'tenant.fax'],
    ['service', '    minutes: 20', '    minutes: 20\n    price: 70', 'services.0.price'],
    ['rule', 'counters: 3 }', 'counters: 3, doors: 1 }', 'offices.0.groups.0.opening.2.doors'],
    ['file', 'departments:\n', 'more: 1\ndepartments:\n', 'more'],
  ])('has no key that nobody knows, in a %s', (_, before, after, path) => {
    const problem = problemAfter(before, after)
    expect(problem.path).toBe(path)
    const added = ['fax:', 'price:', 'doors:', 'more:'].find((key) => after.includes(key))!
    expect(problem.line).toBe(lineOf(smallTenantWith({ [before]: after }), added))
  })

  it('names a key that is missing, at the line of what it is missing in', () => {
    const problem = problemAfter('    minutes: 10\n', '')
    expect(problem.path).toBe('services.1.minutes')
    expect(problem.line).toBe(lineOf(smallTenant, 'id: fundsachen\n'))
  })

  it.each([
    ['mailbox', 'generalMailbox: info', 'generalMailbox: post', 'tenant.generalMailbox'],
    [
      'department',
      '    department: buergerbuero\noff',
      '    department: bauamt\noff',
      'mailboxes.0',
    ],
    ['life situation', 'Situations: [ausweise]', 'Situations: [umzug]', 'lifeSituations.0'],
    ['service', '- reisepass\n', '- personalausweis\n', 'offices.0.groups.0.services.0'],
    ['service', 'id: fundsachen, minutes', 'id: funde, minutes', 'offices.0.groups.0.services.1'],
    ['group', 'group: tresen', 'group: keller', 'offices.0.closures.1.group'],
  ])('names a %s that is defined nowhere', (_, before, after, path) => {
    const problem = problemAfter(before, after)
    expect(problem.path).toContain(path)
    expect(problem.line).toBe(problem.lineOfChange)
    expect(problem.message).toMatch(/^"[a-z]+" is not defined/)
  })

  it.each([
    ['services', '- id: fundsachen\n', '- id: reisepass\n'],
    ['groups', '- id: beratung', '- id: tresen'],
  ])('names an id that stands twice among the %s', (list, before, after) => {
    const source = smallTenantWith({ [before]: after })
    const twice = problemsIn(source).find(({ message }) => message.includes('twice'))
    expect(twice?.path).toMatch(new RegExp(`${list}\\.1\\.id$`))
    expect(twice?.line).toBe(lineOf(smallTenant, before))
  })

  it.each([
    ['a rule', "from: '13:00'", "from: '16:00'", 'offices.0.groups.1.opening.0.to'],
    ['days of a closure', "to: '2027-01-01'", "to: '2026-12-23'", 'offices.0.closures.0.to'],
    ['half a time of a closure', "        fromTime: '08:00'\n", '', 'offices.0.closures.1'],
  ])('names a time that ends before it begins: %s', (_, before, after, path) => {
    expect(problemAfter(before, after).path).toBe(path)
  })

  it.each([
    ['part of a day of a closure', "toTime: '10:00'", "toTime: '08:00'"],
    ['days on which a rule holds', "validTo: '2027-12-31'", "validTo: '2025-12-31'"],
  ])('names a time that ends before it begins: %s, too', (_, before, after) => {
    expect(problemsIn(smallTenantWith({ [before]: after }))).toHaveLength(1)
  })

  it('names a zone that is none, for nothing can be shown without its clock', () => {
    const problems = problemsIn(
      smallTenantWith({ 'zone: Europe/Berlin': 'zone: Europe/Kleindorf' }),
    )
    expect(problems.map(({ path }) => path)).toEqual(['tenant.zone'])
  })

  it('names a service of a counter for which nobody needs to come', () => {
    const source = smallTenantWith({ '    minutes: 20': '    minutes: 0' })
    expect(problemsIn(source)).not.toEqual([])
  })

  it('names a service that stands twice at the same counters', () => {
    const source = smallTenantWith({ 'services: [reisepass]': 'services: [reisepass, reisepass]' })
    expect(problemsIn(source).map(({ path }) => path)).toEqual(['offices.0.groups.1.services.1'])
  })
})

describe('a file with several faults', () => {
  it('names them all at once', () => {
    const source = smallTenantWith({
      'kind: town': 'kind: village',
      'gridMinutes: 15': 'gridMinutes: 20',
      'popularity: 90': 'popularity: 101',
      'terms: [Pass]': 'term: [Pass]',
    })
    expect(problemsIn(source).map(({ line, path }) => [line, path])).toEqual([
      [lineOf(source, 'kind: village'), 'tenant.kind'],
      [lineOf(source, 'gridMinutes: 20'), 'offices.0.groups.1.gridMinutes'],
      [lineOf(source, 'popularity: 101'), 'services.0.popularity'],
      [lineOf(source, 'term: [Pass]'), 'services.0.term'],
    ])
  })

  it('names all references that lead nowhere at once', () => {
    const source = smallTenantWith({
      'generalMailbox: info': 'generalMailbox: post',
      'group: tresen': 'group: keller',
      'Situations: [ausweise]': 'Situations: [umzug]',
    })
    expect(problemsIn(source)).toHaveLength(3)
  })

  it('names values that are wrong and references that lead nowhere at once, from top to bottom', () => {
    const source = smallTenantWith({
      'generalMailbox: info': 'generalMailbox: post',
      'gridMinutes: 5': 'gridMinutes: 7',
      'group: tresen': 'group: keller',
    })
    const lines = ['generalMailbox: post', 'gridMinutes: 7', 'group: keller'].map((text) =>
      lineOf(source, text),
    )
    expect(problemsIn(source).map(({ line }) => line)).toEqual(lines)
  })

  it('says each on a line of its message, with line and path', () => {
    const source = smallTenantWith({ 'kind: town': 'kind: village', 'land: SN': 'land: XX' })
    expect(() => parseTenantFile(source)).toThrow(
      /^line 6: tenant\.kind: .+\nline 8: tenant\.land: .+$/,
    )
  })
})

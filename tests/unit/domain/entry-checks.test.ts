import { describe, expect, it } from 'vitest'
import type { Fee, ServiceContent } from '#shared/contracts/entries.ts'
import { checkEntry } from '#shared/domain/entry-checks.ts'
import { feesOn, feesToShow, isOverdue } from '#shared/domain/entry-validity.ts'
import { lately, longAgo, question } from '../../support/entries.ts'
import { town } from '../../support/town.ts'

const today = '2026-11-23'
const known = {
  departments: new Set(['buergerbuero']),
  mailboxes: new Set(['info']),
  lifeSituations: new Set(['ausweise']),
  services: new Set(['pass']),
  faq: new Set<string>(),
  placeholders: ['kommune', 'telefon', 'postfach'],
  languages: ['de', 'en'],
  hasPage: (path: string) => path === 'leistungen/pass' || path === '',
}
const { id: _id, ...serviceOfTown } = town().services[0] as ServiceContent & { id: string }
const service = (changes: Partial<ServiceContent> = {}) => ({
  ...serviceOfTown,
  review: lately,
  ...changes,
})

const faqCodes = (changes: Parameters<typeof question>[0]) =>
  checkEntry('faq', question({ review: lately, ...changes }), known, today).map(({ code }) => code)
const serviceCodes = (changes: Partial<ServiceContent>) =>
  checkEntry('service', service(changes), known, today).map(({ code }) => code)
const answering = (answer: string) => ({
  text: { ...question().text, de: { ...question().text.de, answer } },
})

describe('the checks of an entry', () => {
  it('find nothing in one that is ready', () => {
    expect(faqCodes({})).toEqual([])
    const fees = [{ text: { de: '46,00 €' }, legal: { de: 'Verordnung' }, validFrom: '2026-01-01' }]
    expect(serviceCodes({ fees })).toEqual([])
  })

  it.each([
    ['[x](leistungen/gibt-es-nicht)', ['broken-link']],
    ['[x](javascript:alert(1))', ['unsafe-link']],
    ['Rufen Sie {fax} an.', ['unknown-placeholder']],
    ['Das ist <b>fett</b>.', ['raw-html']],
    ['…', ['unwritten']],
    ['Rufen Sie {telefon} an, siehe [dort](/) und <a@b.example>. 3 < 4.', []],
  ])('find in the answer %s', (answer, codes) => {
    expect(faqCodes(answering(answer))).toEqual(codes)
  })

  it('find names that lead nowhere', () => {
    expect(
      faqCodes({
        mailbox: 'weg',
        services: ['pass', 'weg'],
        lifeSituations: ['weg'],
        related: ['weg'],
      }),
    ).toEqual(Array(4).fill('unknown-reference'))
    expect(serviceCodes({ department: 'weg', fees: [{ text: { de: 'Kostenfrei' } }] })).toEqual([
      'unknown-reference',
    ])
  })

  it('find what is missing', () => {
    expect(faqCodes({ text: { de: question().text.de }, terms: [] })).toEqual([
      'missing-language',
      'missing-terms',
    ])
    const text = { ...serviceOfTown.text, de: { ...serviceOfTown.text.de, documents: [] } }
    expect(serviceCodes({ fees: [], text })).toEqual(['missing-documents', 'missing-fees'])
    expect(serviceCodes({})).toEqual(['fee-without-legal-basis', 'fee-without-validity'])
    expect(faqCodes({ review: undefined })).toEqual(['missing-review'])
  })

  it('find what is over', () => {
    expect(faqCodes({ review: longAgo })).toEqual(['review-overdue'])
    const fees = [{ text: { de: '5 €' }, legal: { de: 'Satzung' }, validTo: '2026-11-22' }]
    expect(serviceCodes({ fees })).toEqual(['fees-expired'])
  })

  it('find what is hard to read', () => {
    const hard =
      'Die Inanspruchnahme verwaltungsrechtlicher Gebührenermäßigungstatbestände setzt die Vorlage entsprechender Leistungsbescheide ' +
      'sowie die Glaubhaftmachung wirtschaftlicher Hilfebedürftigkeit gegenüber der zuständigen Bewilligungsbehörde innerhalb der ' +
      'satzungsrechtlich vorgesehenen Ausschlussfristen voraus.'
    expect(faqCodes(answering(hard))).toEqual(['hard-to-read'])
  })
})

describe('a fee', () => {
  const fees: Fee[] = [
    { text: { de: 'ab 2027' }, validFrom: '2027-01-01' },
    { text: { de: 'bis heute' }, validTo: today },
    { text: { de: 'bis gestern' }, validTo: '2026-11-22' },
    { text: { de: 'immer' } },
  ]
  const words = (list: Fee[]) => list.map(({ text }) => text.de)

  it('hides once it is over, and stands last while it is to come', () => {
    expect(words(feesToShow(fees, today))).toEqual(['bis heute', 'immer', 'ab 2027'])
  })

  it('of a visit is the one of its day', () => {
    expect(words(feesOn(fees, '2026-11-22'))).toEqual(['bis heute', 'bis gestern', 'immer'])
    expect(words(feesOn(fees, '2027-01-01'))).toEqual(['ab 2027', 'immer'])
  })
})

it('a review is overdue the day after it was due', () => {
  expect(isOverdue({ ...lately, by: today }, today)).toBe(false)
  expect(isOverdue({ ...lately, by: '2026-11-22' }, today)).toBe(true)
  expect(isOverdue(undefined, today)).toBe(false)
})

import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { emptyFee, toContent, toForm } from '#client/staff/knowledge/editor/entry-form.ts'
import { problemsOf } from '#client/staff/knowledge/editor/problems.ts'
import { FaqContent, ServiceContent } from '#shared/contracts/entries.ts'

const service = v.parse(ServiceContent, {
  department: 'buergerdienste',
  mailbox: 'buergerbuero',
  channels: ['appointment'],
  minutes: 15,
  fees: [{ text: { de: '37,00 €' }, legal: { de: '§ 1 PAuswGebV' }, validFrom: '2026-01-01' }],
  review: { checkedOn: '2026-01-01', checkedBy: 'Bürgerbüro', by: '2027-01-01' },
  links: [{ title: { de: 'Bund', en: 'Federation' }, url: 'https://bund.example' }],
  text: { de: { title: 'Personalausweis', teaser: 'Ein neuer.', documents: ['Foto'] } },
})
const faq = v.parse(FaqContent, {
  mailbox: 'info',
  terms: ['eilpass'],
  text: { de: { question: 'Wie schnell?', short: 'Bald.', answer: 'In *Kürze*.' } },
})

describe('the fields of an entry', () => {
  it('say what the entry says, if nobody types', () => {
    expect(toContent(toForm('service', service))).toEqual(service)
    expect(toContent(toForm('faq', faq))).toEqual({ ...faq, services: [], lifeSituations: [] })
  })

  it('leave out what is empty', () => {
    const form = toForm('service', service)
    form.text.de = { ...form.text.de!, documents: ['', ' Foto ', ''] } as typeof form.text.de
    form.review = { checkedOn: '', checkedBy: '', by: '' }
    form.links = []
    const content = toContent(form)
    expect(content).not.toHaveProperty('review')
    expect(content).not.toHaveProperty('links')
    expect(content.text.de).toHaveProperty('documents', ['Foto'])
  })

  it('can be kept as a draft before everything is written', () => {
    const form = toForm('faq', faq)
    form.text.en = { question: '', short: '', answer: '' }
    const content = toContent(form)
    expect(problemsOf('faq', content)).toEqual([])
    expect(toForm('faq', content).text.en).toEqual({ question: '', short: '', answer: '' })
  })
})

describe('what the contract refuses', () => {
  it('is named by its field', () => {
    const form = toForm('service', service)
    if (form.kind !== 'service') throw new Error('not a service')
    form.text.de!.title = 'x'.repeat(121)
    form.links[0]!.url = 'http://bund.example'
    form.channels = []
    form.fees.push({ ...emptyFee(), validFrom: 'gestern' })
    expect(problemsOf('service', toContent(form))).toEqual(
      expect.arrayContaining([
        { path: 'text.de.title', problem: 'too-long' },
        { path: 'links.0.url', problem: 'address' },
        { path: 'channels', problem: 'required' },
        { path: 'fees.1.validFrom', problem: 'invalid' },
      ]),
    )
  })
})

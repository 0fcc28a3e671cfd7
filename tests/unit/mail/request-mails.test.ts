import { describe, expect, it } from 'vitest'
import type { DepartmentMail, RequestMail } from '#server/mail/mails.ts'
import { renderMail } from '#server/mail/templates/render.ts'
import { languages } from '#shared/contracts/fields.ts'
import { aMail } from './a-mail.ts'

const { tenantId, sender } = aMail()

function requestMail(changes: Partial<RequestMail> = {}): RequestMail {
  const kind = changes.kind ?? 'request-confirmed'
  return {
    kind,
    tenantId,
    subjectId: 'request-1',
    to: 'maria.mueller@example.org',
    name: 'Maria Müller-Łukasiewicz',
    lang: 'de',
    sender,
    ticket: 'A-K7M-4PXQ',
    mailboxName: 'Bauhof',
    service: 'Straßenlaterne melden',
    link: 'https://termin.example/musterstadt/mein-anliegen?lang=de#id.secret',
    holdUntil: kind === 'request-confirm' ? '14:35' : null,
    validUntil: null,
    ...changes,
  }
}

function departmentMail(changes: Partial<DepartmentMail> = {}): DepartmentMail {
  return {
    kind: 'request-forwarded',
    tenantId,
    subjectId: 'request-1',
    to: 'bauhof@musterstadt.example',
    name: 'Bauhof',
    lang: 'de',
    sender,
    ticket: 'A-K7M-4PXQ',
    service: 'Straßenlaterne melden',
    subject: 'Laterne',
    from: { name: 'Maria Müller', email: 'maria@example.org', phone: null, lang: 'en' },
    text: 'Vor Hausnummer 7\n\nbrennt nichts.',
    facts: [],
    validUntil: null,
    ...changes,
  }
}

const kinds = ['request-confirm', 'request-confirmed'] as const
const every = kinds.flatMap((kind) => languages.map((lang) => ({ kind, lang })))

describe.each(every)('the mail "$kind" in $lang', ({ kind, lang }) => {
  const mail = requestMail({ kind, lang })
  const { subject, text, html } = renderMail(mail)

  it('says the same in text and HTML, and has no gap', () => {
    for (const words of [text, html]) {
      expect(words).not.toMatch(/undefined|null|NaN|\[object/)
      for (const fact of ['Bauhof', 'Straßenlaterne melden', 'A-K7M-4PXQ', mail.name]) {
        expect(words).toContain(fact)
      }
    }
    expect(subject).toContain('A-K7M-4PXQ')
    expect(html).toContain(`<html lang="${lang}"`)
  })

  it('has one button, which leads to the one link', () => {
    const targets = [...html.matchAll(/href="([^"]*)"/g)].map(([, target]) => target)
    expect(new Set(targets)).toEqual(new Set([mail.link]))
    expect(text.split('\n').filter((line) => line.includes('://'))).toEqual([mail.link])
  })
})

it('asks to confirm, says until when, and what happens otherwise', () => {
  const { text } = renderMail(requestMail({ kind: 'request-confirm' }))
  expect(text).toContain('bis 14:35 Uhr')
  expect(text).toContain('Ohne Ihre Bestätigung löschen wir')
  expect(text).toContain('Sie haben uns nicht geschrieben?')
})

describe('the mail to a department', () => {
  it('shows who wrote what, line by line and as theirs', () => {
    const { text, html } = renderMail(departmentMail())
    expect(text).toContain('Anliegen:\n> Vor Hausnummer 7\n> \n> brennt nichts.')
    expect(html).toContain('Vor Hausnummer 7<br />')
    for (const words of [text, html]) {
      for (const fact of ['Maria Müller', 'maria@example.org', 'Englisch', 'A-K7M-4PXQ']) {
        expect(words).toContain(fact)
      }
      expect(words).not.toMatch(/undefined|null|NaN|\[object|Telefon/)
    }
    expect(html).not.toContain('<a ')
  })

  it('is answered to the resident, and without one to the municipality', () => {
    expect(renderMail(departmentMail()).replyTo).toEqual({
      name: 'Maria Müller',
      address: 'maria@example.org',
    })
    const withdrawn = { kind: 'request-withdrawn', from: null, text: null, subject: null } as const
    const { replyTo, text, subject } = renderMail(departmentMail(withdrawn))
    expect(replyTo.address).toBe(sender.replyTo)
    expect(subject).toBe('[A-K7M-4PXQ] Zurückgezogen: Straßenlaterne melden')
    expect(text).not.toMatch(/Maria|>/)
  })

  it('has a subject without a matter too', () => {
    const { subject } = renderMail(departmentMail({ subject: null, service: null }))
    expect(subject).toBe('[A-K7M-4PXQ] Neues Anliegen')
  })

  it('escapes what people wrote', () => {
    const nasty = `<script>alert(1)</script>"'&`
    const from = { name: nasty, email: 'a@example.org', phone: nasty, lang: 'de' as const }
    const { html } = renderMail(departmentMail({ subject: nasty, text: nasty, from }))
    expect(html).not.toContain('<script')
  })
})

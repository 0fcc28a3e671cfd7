import { describe, expect, it } from 'vitest'
import type { ReplacementMail } from '#server/mail/mails.ts'
import { renderMail } from '#server/mail/templates/render.ts'
import { languages } from '#shared/contracts/fields.ts'
import { aMail } from './a-mail.ts'

const { tenantId, sender, office } = aMail()

function replacementMail(changes: Partial<ReplacementMail> = {}): ReplacementMail {
  const kind = changes.kind ?? 'replacement-offered'
  return {
    kind,
    tenantId,
    subjectId: 'appointment-1',
    to: 'maria.mueller@example.org',
    name: 'Maria Müller-Łukasiewicz',
    lang: 'de',
    sender,
    reason: 'Personalversammlung',
    services: [{ title: 'Reisepass', persons: 2 }],
    was: { date: '2026-11-23', start: '08:05' },
    offer:
      kind === 'replacement-offered'
        ? {
            date: '2026-11-24',
            start: '09:30',
            office,
            until: { date: '2026-11-22', start: '18:00' },
          }
        : null,
    link: 'https://termin.example/musterstadt/ersatztermin?lang=de#id.secret',
    validUntil: null,
    ...changes,
  }
}

const kinds = ['replacement-offered', 'replacement-missing'] as const
const every = kinds.flatMap((kind) => languages.map((lang) => ({ kind, lang })))

describe.each(every)('the mail "$kind" in $lang', ({ kind, lang }) => {
  const mail = replacementMail({ kind, lang })
  const { subject, text, html } = renderMail(mail)

  it('says the same in text and HTML, and has no gap', () => {
    for (const words of [subject, text, html]) {
      expect(words).not.toMatch(/undefined|null|NaN|\[object/)
    }
    const day = lang === 'de' ? 'Montag, 23. November 2026' : 'Monday, 23 November 2026'
    expect(subject).toContain(day)
    for (const words of [text, html]) {
      for (const fact of [day, 'Personalversammlung.', 'Reisepass', mail.name]) {
        expect(words).toContain(fact)
      }
    }
  })

  it('has one button, which leads to the one link', () => {
    const targets = [...html.matchAll(/href="([^"]*)"/g)].map(([, target]) => target)
    expect(new Set(targets)).toEqual(new Set([mail.link]))
    expect(text.split('\n').filter((line) => line.includes('://'))).toEqual([mail.link])
  })

  it('escapes what people wrote', () => {
    const nasty = `<script>alert(1)</script>"'&`
    const services = [{ title: nasty, persons: 1 }]
    const mail = replacementMail({ kind, lang, name: nasty, reason: nasty, services })
    expect(renderMail(mail).html).not.toContain('<script')
  })
})

describe('the mail with another place', () => {
  it('names it, where it is, and until when it is held', () => {
    const { text } = renderMail(replacementMail())
    expect(text).toContain('Fällt aus: Montag, 23. November 2026, 8:05 Uhr')
    expect(text).toContain('Neuer Vorschlag: Dienstag, 24. November 2026, 9:30 Uhr')
    expect(text).toContain(`Wo: ${office.name}, ${office.street}`)
    expect(text).toContain('bis Sonntag, 22. November 2026, 18:00 Uhr')
    expect(text).toContain('Reisepass (2\u00a0Personen)')
  })

  it('gives no reason where none was given', () => {
    expect(renderMail(replacementMail({ reason: null })).text).not.toContain('Grund')
  })
})

import { describe, expect, it } from 'vitest'
import type { AppointmentMail } from '#server/mail/mails.ts'
import { renderMail } from '#server/mail/templates/render.ts'
import { languages } from '#shared/contracts/fields.ts'
import { aMail } from './a-mail.ts'

const kinds = ['confirm', 'confirmed', 'moved', 'cancelled', 'reminder'] as const
const every = kinds.flatMap((kind) => languages.map((lang) => ({ kind, lang })))

describe.each(every)('the mail "$kind" in $lang', ({ kind, lang }) => {
  const mail = aMail({ kind, lang })
  const rendered = renderMail(mail)

  it('says the same in text and HTML, and has no gap', () => {
    for (const words of [rendered.subject, rendered.text, rendered.html]) {
      expect(words).not.toMatch(/undefined|null|NaN|\[object/)
    }
    for (const fact of ['Bürgerbüro Mitte', 'Rathausplatz 1', '12345 Musterstadt', mail.name]) {
      expect(rendered.text).toContain(fact)
      expect(rendered.html).toContain(fact)
    }
    expect(rendered.subject).toContain(
      lang === 'de' ? 'Montag, 23. November 2026, 8:05 Uhr' : 'Monday, 23 November 2026, 8:05',
    )
    expect(rendered.html).toContain(`<html lang="${lang}"`)
  })

  it('has one button, which leads to the one link', () => {
    const url = mail.link ?? mail.homeUrl
    const targets = [...rendered.html.matchAll(/href="([^"]*)"/g)].map(([, target]) => target)
    expect(new Set(targets)).toEqual(new Set([url]))
    expect(rendered.text.split('\n').filter((line) => line.includes('://'))).toEqual([url])
  })

  it('loads nothing from anywhere', () => {
    expect(rendered.html).not.toMatch(
      /<(img|link|script|iframe|object|video)\b|url\(|@import|src=/i,
    )
  })

  it('escapes what people wrote', () => {
    const nasty = `<script>alert(1)</script>"'&`
    const { html } = renderMail({
      ...mail,
      name: nasty,
      documents: [nasty],
      fees: [nasty],
      services: [{ title: nasty, persons: 1 }],
      office: { ...mail.office, name: nasty },
      link: `https://example.org/"><script>`,
      homeUrl: `https://example.org/"><script>`,
    })
    expect(html).not.toContain('<script')
    expect(html).toContain('&lt;script&gt;')
  })
})

it('asks to confirm, says until when, and what happens otherwise', () => {
  const { text } = renderMail(aMail({ kind: 'confirm' }))
  expect(text).toContain('bis 14:35 Uhr')
  expect(text).toContain('Ohne Ihre Bestätigung')
  expect(text).toContain('Sie haben keinen Termin gebucht?')
})

it.each<[AppointmentMail['kind'], boolean]>([
  ['confirm', false],
  ['confirmed', true],
  ['moved', true],
  ['cancelled', false],
  ['reminder', true],
])('tells in "%s" what to bring, the fees and the code: %s', (kind, tells) => {
  const { text } = renderMail(aMail({ kind }))
  for (const part of ['K7M-4PXQ', 'Wohnungsgeberbestätigung', '37,00 Euro']) {
    expect(text.includes(part)).toBe(tells)
  }
})

it('attaches the calendar file when there is one', () => {
  expect(renderMail(aMail({ kind: 'moved' })).attachments).toMatchObject([
    { filename: 'termin.ics', contentType: 'text/calendar; charset=utf-8; method=PUBLISH' },
  ])
  expect(renderMail(aMail({ kind: 'cancelled' })).attachments).toEqual([])
})

it('says wall time as it stands, whatever the zone of the machine', () => {
  const before = process.env.TZ
  try {
    for (const zone of ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati']) {
      process.env.TZ = zone
      const { subject } = renderMail(aMail({ date: '2027-03-28', start: '00:00' }))
      expect(subject).toContain('Sonntag, 28. März 2027, 0:00 Uhr')
    }
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  }
})

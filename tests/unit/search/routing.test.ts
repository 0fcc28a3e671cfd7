import { describe, expect, it } from 'vitest'
import { prepareRouting, proposeMailboxes, routingKeysOf } from '#shared/search/routing.ts'
import { bundle, index, municipality } from './musterstadt.ts'

const routing = prepareRouting(
  index,
  bundle,
  municipality.file.mailboxes.map(({ id, name }) => ({ id, names: Object.values(name) })),
  'info',
)
const mailboxesFor = (text: string) => proposeMailboxes(routing, text).map(({ mailbox }) => mailbox)

describe('the mailbox that a matter belongs to', () => {
  it('is proposed with the entry that points there', () => {
    const [first] = proposeMailboxes(routing, 'Vor unserem Haus ist ein tiefes Schlagloch')
    expect(first).toMatchObject({
      mailbox: 'strassenschaeden',
      reason: { kind: 'service', slug: 'strassenschaden' },
    })
  })

  it('is found by its own name', () => {
    expect(mailboxesFor('Friedhofsverwaltung')[0]).toBe('friedhof')
    expect(mailboxesFor('an die Bußgeldstelle')[0]).toBe('bussgeldstelle')
  })

  it('is found in a letter of several sentences', () => {
    const letter = `Sehr geehrte Damen und Herren, ich habe letzte Woche meinen Antrag auf Wohngeld
      geschickt und noch keine Antwort. Können Sie mir sagen, wie lange es dauert und ob noch
      Unterlagen fehlen? Mit freundlichen Grüßen`
    expect(mailboxesFor(letter)[0]).toBe('wohngeld')
  })

  it('is the general one, as the last resort, where nothing points anywhere', () => {
    expect(proposeMailboxes(routing, 'qwrtz xkcd')).toEqual([
      { mailbox: 'info', score: 0, reason: { kind: 'general', slug: 'info', title: '' } },
    ])
    expect(mailboxesFor('Schlagloch').at(-1)).toBe('info')
  })

  it('is one of at most three, and each stands there once', () => {
    for (const text of ['Anmeldung', 'Umzug Auto Hund Kind Steuer', 'Bescheid der Stadt']) {
      const mailboxes = mailboxesFor(text)
      expect(mailboxes.length).toBeLessThanOrEqual(4)
      expect(new Set(mailboxes).size).toBe(mailboxes.length)
    }
  })

  it('is learned from where matters of the kind were answered in the end', () => {
    const text = 'Die Laterne vor dem Spielplatz flackert'
    expect(mailboxesFor(text)[0]).toBe('strassenbeleuchtung')
    const past = routingKeysOf(routing, text).map((key) => ({
      key,
      mailbox: 'verkehrstechnik',
      count: 20,
    }))
    const [first] = proposeMailboxes(routing, text, past)
    expect(first?.mailbox).toBe('verkehrstechnik')
  })

  it('is counted without free text: by entries, and by words of the catalogue alone', () => {
    const keys = routingKeysOf(routing, 'Hundesteuer für Hasso von Frau Kowalczyk, 0171 9988776')
    expect(keys).toContain('service hundesteuer-anmelden')
    expect(keys.filter((key) => /hasso|kowalcz|0171|9988776/.test(key))).toEqual([])
  })
})

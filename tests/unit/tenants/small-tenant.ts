import { parseTenantFile } from '#server/tenants/tenant-file.ts'
import type { TenantFile } from '#server/tenants/tenant-file.schema.ts'

/** A municipality with one of everything, small enough to be read thousands of times in a test. */
export const smallTenant = `# A village.
tenant:
  slug: kleindorf
  name: Kleindorf
  officialName: Gemeinde Kleindorf
  kind: town
  population: 812
  land: SN
  zone: Europe/Berlin
  languages: [de, en]
  phone: +49 3599 555-0
  phoneHours: { de: Montag 8 bis 12 Uhr, en: Monday 8 am to 12 noon }
  website: https://www.kleindorf.example
  generalMailbox: info
  crest: kleindorf
  colours: { primary: '#1f4e8c', primaryDark: '#a8c8f4' }
  welcome: { de: Willkommen }
  imprint: { de: [Gemeinde Kleindorf] }
  privacy: { de: [Wir speichern wenig.] }
  accessibility: { de: [Das Haus hat eine Rampe.] }
appointments:
  holdMinutes: 45
departments:
  - id: buergerbuero
    name: { de: Bürgerbüro, en: Citizens’ office }
lifeSituations:
  - id: ausweise
    name: { de: Ausweis und Pass }
mailboxes:
  - id: info
    name: { de: Gemeinde }
    address: info@kleindorf.example
    department: buergerbuero
offices:
  - id: gemeindehaus
    name: { de: Gemeindehaus }
    street: Dorfstraße 1
    postalCode: '01234'
    city: Kleindorf
    phone: +49 3599 555-1
    email: info@kleindorf.example
    directions: { de: Bus 7 }
    accessibility: { de: [Rampe am Hof] }
    note: { de: Bitte klingeln. }
    groups:
      - id: tresen
        name: { de: Tresen }
        gridMinutes: 5
        leadMinutes: 60
        horizonDays: 28
        release: { day: mon, at: '07:00' }
        opening:
          - { days: [mon, tue, thu], from: '08:00', to: '12:00', counters: 2, reserve: 1 }
          - { days: [thu], from: '10:00', to: '18:00', counters: 1 }
          - { days: [sat], weekOfMonth: 1, from: '09:00', to: '11:30', counters: 3 }
        services:
          - reisepass
          - { id: fundsachen, minutes: 7 }
      - id: beratung
        name: { de: Beratung }
        gridMinutes: 15
        leadMinutes: 1440
        horizonDays: 60
        opening:
          - days: [wed]
            from: '13:00'
            to: '16:00'
            counters: 1
            validFrom: '2026-01-01'
            validTo: '2027-12-31'
        services: [reisepass]
    closures:
      - { from: '2026-12-24', to: '2027-01-01', reason: { de: Betriebsferien } }
      - from: '2026-11-26'
        to: '2026-11-26'
        fromTime: '08:00'
        toTime: '10:00'
        group: tresen
        reason: { de: Schulung, en: Training }
services:
  - id: reisepass
    department: buergerbuero
    mailbox: info
    channels: [appointment]
    minutes: 20
    extraPersonMinutes: 10
    lifeSituations: [ausweise]
    popularity: 90
    terms: [Pass]
    fees: [{ text: { de: 70 Euro } }]
    text:
      de:
        title: Reisepass beantragen
        teaser: Sie beantragen einen neuen Pass.
        documents: [alter Pass, Foto]
      en: { title: Apply for a passport, teaser: You apply for a new passport. }
  - id: fundsachen
    department: buergerbuero
    mailbox: info
    channels: [appointment, walk-in]
    minutes: 10
    lifeSituations: []
    text: { de: { title: Fundsachen abholen, teaser: Sie holen etwas ab. } }
`

/** The small municipality with some of its text replaced; each place must stand there. */
export function smallTenantWith(changes: Record<string, string>): string {
  let source = smallTenant
  for (const [before, after] of Object.entries(changes)) {
    if (!source.includes(before)) throw new Error(`not in the small tenant: ${before}`)
    source = source.replace(before, () => after)
  }
  return source
}

export function parseSmallTenant(changes: Record<string, string> = {}): TenantFile {
  return parseTenantFile(smallTenantWith(changes))
}

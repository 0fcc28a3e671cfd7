import * as v from 'valibot'
import type { ServiceContent } from '#shared/contracts/entries.ts'
import { RequestSettings } from '#shared/contracts/request-settings.ts'
import type { TenantFile } from '#server/tenants/tenant-file.schema.ts'

type Office = TenantFile['offices'][number]
type Group = Office['groups'][number]

/** One group of counters, open Monday to Friday from 8 to 12. */
export function group(changes: Partial<Group> = {}): Group {
  return {
    id: 'schalter',
    name: { de: 'Schalter', en: 'Counters' },
    gridMinutes: 15,
    leadMinutes: 60,
    horizonDays: 60,
    opening: [
      {
        days: ['mon', 'tue', 'wed', 'thu', 'fri'],
        from: '08:00',
        to: '12:00',
        counters: 1,
        reserve: 0,
      },
    ],
    services: ['ausweis', 'pass'],
    ...changes,
  }
}

export function office(changes: Partial<Office> = {}): Office {
  return {
    id: 'rathaus',
    name: { de: 'Rathaus', en: 'Town hall' },
    street: 'Marktplatz 1',
    postalCode: '12345',
    city: 'Teststadt',
    phone: '+49 5555 100',
    email: 'rathaus@teststadt.example',
    accessibility: { de: ['Der Eingang ist stufenlos.'] },
    groups: [group()],
    closures: [],
    ...changes,
  }
}

/** A small municipality; two services can be booked, one cannot. */
export function town(changes: Partial<TenantFile> = {}): TenantFile {
  return {
    tenant: {
      slug: 'teststadt',
      name: 'Teststadt',
      officialName: 'Stadt Teststadt',
      kind: 'town',
      land: 'NW',
      zone: 'Europe/Berlin',
      languages: ['de', 'en'],
      phone: '+49 5555 0',
      phoneHours: { de: 'Mo–Fr 8–12 Uhr', en: 'Mon–Fri 8–12' },
      website: 'https://teststadt.example',
      generalMailbox: 'info',
      colours: { primary: '#004b76', primaryDark: '#9fd3f5' },
      welcome: { de: 'Willkommen in Teststadt.', en: 'Welcome to Teststadt.' },
      imprint: { de: ['Stadt Teststadt'] },
      privacy: { de: ['Wir speichern wenig.'] },
      accessibility: { de: ['Alle kommen hinein.'] },
    },
    appointments: {
      holdMinutes: 60,
      livePerAddress: 2,
      holdsPerHour: 5,
      returnWindowMinutes: 15,
      retentionDays: 2,
      maxPersons: 6,
      replacementHours: 48,
    },
    counter: {
      walkIns: 'kiosk',
      walkInEvery: 3,
      walkInAfterMinutes: 45,
      earlyMinutes: 30,
      lateMinutes: 15,
      noShowMinutes: 3,
      undoMinutes: 15,
      admitUnconfirmed: false,
      overbook: 'admins',
    },
    catalogue: { secondPerson: false },
    requests: v.parse(RequestSettings, {}),
    departments: [{ id: 'buergerbuero', name: { de: 'Bürgerbüro', en: 'Citizens’ office' } }],
    lifeSituations: [{ id: 'ausweise', name: { de: 'Ausweis und Pass', en: 'ID and passport' } }],
    mailboxes: [
      {
        id: 'info',
        name: { de: 'Allgemeines', en: 'General' },
        address: 'info@teststadt.example',
        department: 'buergerbuero',
      },
    ],
    offices: [office()],
    services: [
      service('ausweis', 'Personalausweis beantragen', 'Apply for an identity card', 15),
      service('pass', 'Reisepass beantragen', 'Apply for a passport', 20),
      { ...service('meldung', 'Wohnsitz abmelden', 'Deregister', 0), channels: ['post'] },
    ],
    faq: [],
    authorities: [],
    ...changes,
  }
}

function service(
  id: string,
  de: string,
  en: string,
  minutes: number,
): ServiceContent & { id: string } {
  const text = (title: string) => ({
    title,
    teaser: `${title}.`,
    about: [],
    prerequisites: [],
    documents: [`${title}: 1`],
    steps: [],
  })
  return {
    id,
    department: 'buergerbuero',
    mailbox: 'info',
    channels: ['appointment'],
    minutes,
    extraPersonMinutes: 10,
    lifeSituations: ['ausweise'],
    popularity: 50,
    terms: ['perso'],
    fees: [{ text: { de: '46,00 €', en: '46.00 €' } }],
    text: { de: text(de), en: text(en) },
  }
}

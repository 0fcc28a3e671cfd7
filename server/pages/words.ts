import type { Channel } from '#shared/contracts/entries.ts'
import type { Language } from '#shared/contracts/fields.ts'

interface PageWords {
  chooseMunicipality: string
  services: string
  search: string
  searchLabel: string
  foundFor: (query: string) => string
  anyTopic: string
  anyChannel: string
  channel: Record<Channel, string>
  question: string
  service: string
  count: (count: number) => string
  perhaps: string
  didYouMean: string
  elsewhere: string
  nothing: string
  nothingNext: string
  otherQuestions: string
  appointment: string
  appointmentIntro: string
  request: string
  requestIntro: string
  calls: string
  takeNumber: string
  offices: string
  mailboxes: string
  asTable: string
  imprint: string
  privacy: string
  accessibility: string
  phone: string
  openToday: string
  closedToday: string
  documents: string
  prerequisites: string
  steps: string
  fee: string
  duration: string
  legal: string
  links: string
  questions: string
  servicesOfQuestion: string
  relatedServices: string
  relatedQuestions: string
  from: (day: string) => string
  until: (day: string) => string
  standing: (day: string, by: string) => string
  overdue: string
  contact: string
  withoutScript: string
  notFound: string
  notFoundIntro: string
}

/** Words of the text that pages carry for readers without JavaScript. */
export const pageWords: Record<Language, PageWords> = {
  de: {
    chooseMunicipality: 'Kommune wählen',
    services: 'Leistungen von A bis Z',
    search: 'Suche',
    searchLabel: 'Wobei können wir helfen?',
    foundFor: (query) => `Suche nach „${query}“`,
    anyTopic: 'Alle Lebenslagen',
    anyChannel: 'Jeder Weg',
    channel: {
      appointment: 'Im Amt mit Termin',
      'walk-in': 'Im Amt ohne Termin',
      online: 'Online',
      post: 'Per Post',
      email: 'Per E-Mail',
      phone: 'Telefonisch',
    },
    question: 'Frage',
    service: 'Leistung',
    count: (count) => (count === 1 ? '1 Treffer' : `${count} Treffer`),
    perhaps: 'Vielleicht hilft etwas davon',
    didYouMean: 'Meinten Sie',
    elsewhere: 'Dafür ist eine andere Stelle zuständig',
    nothing: 'Dazu haben wir nichts Passendes gefunden.',
    nothingNext: 'Fragen Sie uns, wir helfen Ihnen weiter:',
    otherQuestions: 'Weitere Fragen',
    appointment: 'Termin buchen',
    appointmentIntro:
      'Buchen Sie einen Termin im Rathaus: Dienstleistung, Zeit und E-Mail-Adresse genügen.',
    request: 'Anliegen schreiben',
    requestIntro:
      'Schreiben Sie uns, worum es geht: Ihr Anliegen erreicht die Stelle, die zuständig ist.',
    calls: 'Aufruf',
    takeNumber: 'Nummer ziehen',
    offices: 'Standorte und Öffnungszeiten',
    mailboxes: 'E-Mail-Adressen der Ämter',
    asTable: 'Als Tabelle (CSV)',
    imprint: 'Impressum',
    privacy: 'Datenschutz',
    accessibility: 'Erklärung zur Barrierefreiheit',
    phone: 'Telefon',
    openToday: 'Heute geöffnet',
    closedToday: 'Heute geschlossen',
    documents: 'Das bringen Sie mit',
    prerequisites: 'Voraussetzungen',
    steps: 'So geht es',
    fee: 'Gebühr',
    duration: 'Dauer',
    legal: 'Rechtsgrundlage',
    links: 'Mehr dazu',
    questions: 'Häufige Fragen',
    servicesOfQuestion: 'Das können Sie gleich erledigen',
    relatedServices: 'Das könnten Sie auch brauchen',
    relatedQuestions: 'Verwandte Fragen',
    from: (day) => `ab ${day}`,
    until: (day) => `bis ${day}`,
    standing: (day, by) => `Stand: ${day}, geprüft von: ${by}.`,
    overdue:
      'Diese Angaben werden gerade überprüft. Fragen Sie im Zweifel bitte nach, bevor Sie kommen.',
    contact: 'Kontakt',
    withoutScript:
      'Um hier einen Termin zu buchen, braucht Ihr Browser JavaScript. Am Telefon buchen wir gern für Sie:',
    notFound: 'Diese Seite gibt es nicht',
    notFoundIntro: 'Vielleicht hilft Ihnen die Startseite weiter.',
  },
  en: {
    chooseMunicipality: 'Choose your municipality',
    services: 'Services from A to Z',
    search: 'Search',
    searchLabel: 'How can we help?',
    foundFor: (query) => `Search for “${query}”`,
    anyTopic: 'Any life situation',
    anyChannel: 'Any way',
    channel: {
      appointment: 'In person, by appointment',
      'walk-in': 'In person, without appointment',
      online: 'Online',
      post: 'By post',
      email: 'By e-mail',
      phone: 'By phone',
    },
    question: 'Question',
    service: 'Service',
    count: (count) => (count === 1 ? '1 result' : `${count} results`),
    perhaps: 'One of these may help',
    didYouMean: 'Did you mean',
    elsewhere: 'Another authority is responsible for this',
    nothing: 'We have found nothing that fits.',
    nothingNext: 'Ask us, we are happy to help:',
    otherQuestions: 'Other questions',
    appointment: 'Book an appointment',
    appointmentIntro:
      'Book an appointment at the town hall: a service, a time and an e-mail address will do.',
    request: 'Write to us',
    requestIntro:
      'Tell us what it is about: your request reaches the department that is responsible.',
    calls: 'Now calling',
    takeNumber: 'Take a number',
    offices: 'Offices and opening hours',
    mailboxes: 'E-mail addresses of the departments',
    asTable: 'As a table (CSV)',
    imprint: 'Legal notice',
    privacy: 'Privacy',
    accessibility: 'Accessibility statement',
    phone: 'Phone',
    openToday: 'Open today',
    closedToday: 'Closed today',
    documents: 'What to bring',
    prerequisites: 'Requirements',
    steps: 'How it works',
    fee: 'Fee',
    duration: 'Duration',
    legal: 'Legal basis',
    links: 'Read more',
    questions: 'Frequently asked questions',
    servicesOfQuestion: 'What you can do about it',
    relatedServices: 'You may also need',
    relatedQuestions: 'Related questions',
    from: (day) => `from ${day}`,
    until: (day) => `until ${day}`,
    standing: (day, by) => `As of ${day}, checked by: ${by}.`,
    overdue: 'This information is being reviewed. If in doubt, please ask before you come.',
    contact: 'Contact',
    withoutScript:
      'Booking an appointment here needs JavaScript in your browser. We are happy to book for you on the phone:',
    notFound: 'This page does not exist',
    notFoundIntro: 'The start page may help you on.',
  },
}

import type { Language } from '#shared/contracts/fields.ts'
import type { RequestUpdateMail } from '../mails.ts'

interface KindWords {
  subject: string
  /** What a list of mails shows behind the subject. */
  preview(mail: RequestUpdateMail): string
  title: string
  /** One string a paragraph. */
  intro(mail: RequestUpdateMail): string[]
  /** Under the button, one string a paragraph. */
  after(mail: RequestUpdateMail): string[]
}

interface UpdateWords {
  button: string
  /** Over what the team wrote. */
  text: string
  kinds: Record<RequestUpdateMail['kind'], KindWords>
}

type Window = RequestUpdateMail['window']

const german = new Intl.DateTimeFormat('de-DE', { dateStyle: 'full', timeZone: 'UTC' })
const english = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' })
const dayOf = (date: string) => new Date(`${date}T00:00:00Z`)

const zeit = (window: Window) =>
  window ? `${german.format(dayOf(window.date))}, ${window.from} bis ${window.to} Uhr` : ''
const time = (window: Window) =>
  window ? `${english.format(dayOf(window.date))}, ${window.from} to ${window.to}` : ''

const de: UpdateWords = {
  button: 'Anliegen ansehen',
  text: 'Nachricht',
  kinds: {
    'request-answered': {
      subject: 'Antwort auf Ihr Anliegen',
      preview: ({ mailboxName }) => `Von: ${mailboxName}`,
      title: 'Antwort auf Ihr Anliegen',
      intro: ({ mailboxName }) => [`${mailboxName} hat Ihnen geantwortet.`],
      after: ({ isSettled }) =>
        isSettled
          ? [
              'Damit ist Ihr Anliegen für uns abgeschlossen. Ist noch etwas offen? Dann ergänzen Sie es über den Knopf; wir öffnen das Anliegen wieder.',
            ]
          : ['Ihr Anliegen ist noch nicht abgeschlossen. Sie hören wieder von uns.'],
    },
    'request-asked': {
      subject: 'Rückfrage zu Ihrem Anliegen',
      preview: ({ mailboxName }) => `Von: ${mailboxName}`,
      title: 'Wir brauchen noch etwas von Ihnen',
      intro: ({ mailboxName }) => [`${mailboxName} hat eine Rückfrage.`],
      after: () => [
        'Bitte antworten Sie über den Knopf. Sobald wir Ihre Antwort haben, geht es weiter.',
      ],
    },
    'request-moved': {
      subject: 'Ihr Anliegen hat jetzt eine andere Stelle',
      preview: ({ mailboxName }) => `Jetzt zuständig: ${mailboxName}`,
      title: 'Eine andere Stelle ist zuständig',
      intro: ({ mailboxName }) => [
        `wir haben Ihr Anliegen weitergegeben. Jetzt kümmert sich darum: ${mailboxName}.`,
        'Sie müssen nichts tun. Die Frist für unsere Antwort bleibt dieselbe.',
      ],
      after: () => [],
    },
    'request-closed': {
      subject: 'Ihr Anliegen ist abgeschlossen',
      preview: ({ mailboxName }) => mailboxName,
      title: 'Ihr Anliegen ist abgeschlossen',
      intro: ({ mailboxName }) => [`${mailboxName} hat Ihr Anliegen abgeschlossen.`],
      after: () => [
        'Ist noch etwas offen? Dann ergänzen Sie es über den Knopf; wir öffnen das Anliegen wieder.',
      ],
    },
    'request-merged': {
      subject: 'Wir bearbeiten Ihre Anliegen zusammen',
      preview: ({ into }) => `Weiter geht es unter ${into ?? ''}`,
      title: 'Wir bearbeiten Ihre Anliegen zusammen',
      intro: ({ into }) => [
        `Sie haben uns mehrmals zur selben Sache geschrieben. Wir bearbeiten sie zusammen unter der Nummer ${into ?? ''}.`,
      ],
      after: () => [],
    },
    'request-missed': {
      subject: 'Wir haben Sie nicht erreicht',
      preview: ({ window }) => `Rückruf ${zeit(window)}`,
      title: 'Wir haben Sie am Telefon nicht erreicht',
      intro: ({ mailboxName, window }) => [
        `${mailboxName} hat versucht, Sie zurückzurufen (vereinbart: ${zeit(window)}).`,
      ],
      after: () => [
        'Bitte wählen Sie über den Knopf eine andere Zeit. Sie können uns auch einfach schreiben.',
      ],
    },
    'request-promised': {
      subject: 'Ihr Rückruf',
      preview: ({ window }) => zeit(window),
      title: 'Wir rufen Sie an',
      intro: ({ mailboxName, window }) => [`${mailboxName} ruft Sie zurück: ${zeit(window)}.`],
      after: () => ['Passt die Zeit nicht? Über den Knopf können Sie eine andere wählen.'],
    },
  },
}

const en: UpdateWords = {
  button: 'View request',
  text: 'Message',
  kinds: {
    'request-answered': {
      subject: 'Answer to your request',
      preview: ({ mailboxName }) => `From: ${mailboxName}`,
      title: 'Answer to your request',
      intro: ({ mailboxName }) => [`${mailboxName} has answered you.`],
      after: ({ isSettled }) =>
        isSettled
          ? [
              'This settles your request on our side. Is something still open? Then add it with the button, and we will reopen the request.',
            ]
          : ['Your request is not settled yet. You will hear from us again.'],
    },
    'request-asked': {
      subject: 'A question about your request',
      preview: ({ mailboxName }) => `From: ${mailboxName}`,
      title: 'We need something more from you',
      intro: ({ mailboxName }) => [`${mailboxName} has a question.`],
      after: () => ['Please answer with the button. We will go on as soon as we have your answer.'],
    },
    'request-moved': {
      subject: 'Another office has your request now',
      preview: ({ mailboxName }) => `Now responsible: ${mailboxName}`,
      title: 'Another office is responsible',
      intro: ({ mailboxName }) => [
        `We have passed your request on. It is now with: ${mailboxName}.`,
        'There is nothing you need to do. The time limit for our answer stays the same.',
      ],
      after: () => [],
    },
    'request-closed': {
      subject: 'Your request is settled',
      preview: ({ mailboxName }) => mailboxName,
      title: 'Your request is settled',
      intro: ({ mailboxName }) => [`${mailboxName} has closed your request.`],
      after: () => [
        'Is something still open? Then add it with the button, and we will reopen the request.',
      ],
    },
    'request-merged': {
      subject: 'We are handling your requests together',
      preview: ({ into }) => `It goes on as ${into ?? ''}`,
      title: 'We are handling your requests together',
      intro: ({ into }) => [
        `You wrote to us more than once about the same matter. We are handling it as number ${into ?? ''}.`,
      ],
      after: () => [],
    },
    'request-missed': {
      subject: 'We could not reach you',
      preview: ({ window }) => `Call ${time(window)}`,
      title: 'We could not reach you by phone',
      intro: ({ mailboxName, window }) => [
        `${mailboxName} tried to call you back (agreed: ${time(window)}).`,
      ],
      after: () => ['Please choose another time with the button. You can also simply write to us.'],
    },
    'request-promised': {
      subject: 'Your call',
      preview: ({ window }) => time(window),
      title: 'We will call you',
      intro: ({ mailboxName, window }) => [`${mailboxName} will call you: ${time(window)}.`],
      after: () => ['Does the time not suit you? You can choose another one with the button.'],
    },
  },
}

/** What these mails say; a language with a gap does not compile. */
export const requestUpdateWords: Record<Language, UpdateWords> = { de, en }

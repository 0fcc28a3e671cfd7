import type { RequestWords } from './request-words.ts'
import { sharedWords } from './shared-words.ts'

const { time } = sharedWords.de

export const requestWordsDe = {
  mailbox: 'Zuständig',
  service: 'Leistung',
  ticket: 'Ihre Vorgangsnummer',
  ticketHint: 'Bitte nennen Sie diese Nummer, wenn Sie zu Ihrem Anliegen anrufen oder schreiben.',
  kinds: {
    'request-confirm': {
      subject: (ticket) => `Bitte bestätigen Sie Ihr Anliegen ${ticket}`,
      preview: () => 'Erst mit Ihrer Bestätigung leiten wir es weiter.',
      title: 'Bitte bestätigen Sie Ihr Anliegen',
      intro: ({ holdUntil }) => [
        'Sie haben uns ein Anliegen geschickt. Erst mit Ihrer Bestätigung leiten wir es an die zuständige Stelle weiter.',
        ...(holdUntil ? [`Bitte bestätigen Sie es bis ${time(holdUntil)}.`] : []),
      ],
      button: 'Anliegen bestätigen',
      afterButton: () => [
        'Ohne Ihre Bestätigung löschen wir das Anliegen. Sie müssen dann nichts weiter tun.',
        'Sie haben uns nicht geschrieben? Dann hat jemand Ihre Adresse versehentlich angegeben. Sie können diese E-Mail einfach löschen.',
      ],
    },
    'request-confirmed': {
      subject: (ticket) => `Ihr Anliegen ${ticket} ist bei uns`,
      preview: ({ mailboxName }) => `Zuständig: ${mailboxName}`,
      title: 'Ihr Anliegen ist bei uns',
      intro: () => ['vielen Dank. Wir haben Ihr Anliegen an die zuständige Stelle weitergeleitet.'],
      button: 'Anliegen ansehen',
      afterButton: () => [
        'Dort sehen Sie den Stand. Sie können auch etwas ergänzen oder das Anliegen zurückziehen.',
        'Bitte geben Sie den Link nicht weiter: Wer ihn hat, kann Ihr Anliegen lesen und ändern.',
      ],
    },
  },
} satisfies RequestWords

import type { RequestWords } from './request-words.ts'
import { sharedWords } from './shared-words.ts'

const { time } = sharedWords.en

export const requestWordsEn = {
  mailbox: 'Responsible',
  service: 'Service',
  ticket: 'Your ticket number',
  ticketHint: 'Please quote this number when you call or write about your request.',
  kinds: {
    'request-confirm': {
      subject: (ticket) => `Please confirm your request ${ticket}`,
      preview: () => 'We will pass it on once you have confirmed it.',
      title: 'Please confirm your request',
      intro: ({ holdUntil }) => [
        'You sent us a request. We will pass it on to the office responsible once you have confirmed it.',
        ...(holdUntil ? [`Please confirm it by ${time(holdUntil)}.`] : []),
      ],
      button: 'Confirm request',
      afterButton: () => [
        'If you do not confirm it, we will delete the request. There is nothing else you need to do.',
        'You did not write to us? Then somebody entered your address by mistake. You can simply delete this e-mail.',
      ],
    },
    'request-confirmed': {
      subject: (ticket) => `We have received your request ${ticket}`,
      preview: ({ mailboxName }) => `Responsible: ${mailboxName}`,
      title: 'We have received your request',
      intro: () => ['Thank you. We have passed your request on to the office responsible.'],
      button: 'View request',
      afterButton: () => [
        'There you can see how it stands. You can also add something or withdraw the request.',
        'Please do not pass the link on: whoever has it can read and change your request.',
      ],
    },
  },
} satisfies RequestWords

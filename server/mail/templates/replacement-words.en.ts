import type { ReplacementWords } from './replacement-words.ts'

const because = (reason: string | null) =>
  reason ? ` The reason: ${reason.replace(/\.$/, '')}.` : ''

export const replacementWordsEn = {
  was: 'Cancelled',
  offer: 'New suggestion',
  where: 'Where',
  what: 'What for',
  kinds: {
    'replacement-offered': {
      subject: (was) => `Your appointment on ${was} cannot take place – we have another one`,
      preview: (offer) => `Our suggestion: ${offer}`,
      title: 'Your appointment cannot take place – we have another one',
      intro: ({ reason }) => [
        `Unfortunately your appointment cannot take place.${because(reason)} We are sorry.`,
        'We are keeping another appointment for you. Please let us know whether it suits you.',
      ],
      button: 'View suggestion',
      afterButton: (until) => [
        `We are keeping the new appointment for you until ${until}.`,
        'It does not suit you? Under the same link you can choose another one or cancel.',
        'If we do not hear from you, we will call you, provided that we have your phone number.',
        'Please do not pass the link on: whoever has it can change your appointment.',
      ],
    },
    'replacement-missing': {
      subject: (was) => `Your appointment on ${was} cannot take place`,
      preview: () => 'Please choose another appointment.',
      title: 'Your appointment cannot take place',
      intro: ({ reason }) => [
        `Unfortunately your appointment cannot take place.${because(reason)} We are sorry.`,
        'At the moment there is no other free appointment that we could suggest. New ones are added all the time, also when others cancel.',
      ],
      button: 'Choose another appointment',
      afterButton: () => [
        'We will call you, provided that we have your phone number. You can also reach us on the number at the end of this message.',
        'Please do not pass the link on: whoever has it can change your appointment.',
      ],
    },
  },
} satisfies ReplacementWords

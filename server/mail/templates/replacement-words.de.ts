import type { ReplacementWords } from './replacement-words.ts'

const because = (reason: string | null) =>
  reason ? ` Der Grund: ${reason.replace(/\.$/, '')}.` : ''

export const replacementWordsDe = {
  was: 'Fällt aus',
  offer: 'Neuer Vorschlag',
  where: 'Wo',
  what: 'Anliegen',
  kinds: {
    'replacement-offered': {
      subject: (was) => `Ihr Termin am ${was} fällt aus – wir haben einen Ersatz`,
      preview: (offer) => `Unser Vorschlag: ${offer}`,
      title: 'Ihr Termin fällt aus – wir haben einen Ersatz',
      intro: ({ reason }) => [
        `Ihr Termin kann leider nicht stattfinden.${because(reason)} Das tut uns leid.`,
        'Wir haben einen anderen Termin für Sie freigehalten. Bitte sagen Sie uns, ob er Ihnen passt.',
      ],
      button: 'Vorschlag ansehen',
      afterButton: (until) => [
        `Wir halten den neuen Termin bis ${until} für Sie frei.`,
        'Er passt nicht? Unter demselben Link können Sie einen anderen wählen oder absagen.',
        'Wenn wir nichts von Ihnen hören, rufen wir Sie an, sofern wir Ihre Telefonnummer haben.',
        'Bitte geben Sie den Link nicht weiter: Wer ihn hat, kann Ihren Termin ändern.',
      ],
    },
    'replacement-missing': {
      subject: (was) => `Ihr Termin am ${was} fällt aus`,
      preview: () => 'Bitte wählen Sie einen anderen Termin.',
      title: 'Ihr Termin fällt aus',
      intro: ({ reason }) => [
        `Ihr Termin kann leider nicht stattfinden.${because(reason)} Das tut uns leid.`,
        'Zurzeit ist leider kein anderer Termin frei, den wir Ihnen vorschlagen können. Neue Termine kommen laufend dazu, auch durch Absagen.',
      ],
      button: 'Anderen Termin wählen',
      afterButton: () => [
        'Wir rufen Sie an, sofern wir Ihre Telefonnummer haben. Sie erreichen uns auch unter der Nummer am Ende dieser Nachricht.',
        'Bitte geben Sie den Link nicht weiter: Wer ihn hat, kann Ihren Termin ändern.',
      ],
    },
  },
} satisfies ReplacementWords

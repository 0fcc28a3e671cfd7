import type { IconName } from '#client/ui/icons.ts'

interface Chapter {
  title: string
  icon: IconName
  /** Short sentences, one thought each; long words are joined by a dot (Netzwerk Leichte Sprache). */
  sentences: string[]
  /** What to do, one after the other. */
  steps?: string[]
  /** Follows the steps. */
  last?: string
  /** Where its button leads. */
  page?: string
  button?: string
  /** Its button calls the town hall. */
  phone?: boolean
}

/** Leichte Sprache exists in German only, so these words stand here and not in client/i18n. */
export function chapters(town: string): Chapter[] {
  return [
    {
      title: 'Was ist diese Seite?',
      icon: 'home',
      sentences: [
        `Das ist die Internet·seite vom Amt in ${town}.`,
        'Ein Amt ist ein Büro für alle Bürger.',
        'Hier bekommen Sie zum Beispiel einen Ausweis.',
        'Auf dieser Seite finden Sie Hilfe.',
        'Und Sie können einen Termin machen.',
      ],
    },
    {
      title: 'Etwas finden',
      icon: 'search',
      sentences: [
        'Sie suchen etwas?',
        'Auf der Start·seite ist ein großes Feld.',
        'Schreiben Sie dort ein Wort hinein.',
        'Zum Beispiel: Ausweis.',
        'Dann drücken Sie auf die Lupe.',
        'Jetzt sehen Sie eine Liste.',
        'Dort steht auch: Das müssen Sie mitbringen.',
      ],
      page: 'leistungen',
      button: 'Zur Liste',
    },
    {
      title: 'Einen Termin machen',
      icon: 'calendar',
      sentences: [
        'Für viele Sachen brauchen Sie einen Termin.',
        'Ein Termin ist eine feste Zeit nur für Sie.',
        'So machen Sie einen Termin:',
      ],
      steps: [
        'Sie wählen aus: Was brauchen Sie?',
        'Sie wählen einen Tag und eine Uhr·zeit aus.',
        'Sie schreiben Ihren Namen und Ihre E-Mail-Adresse auf.',
        'Sie bekommen eine E-Mail von uns.',
        'In der E-Mail ist ein Link. Drücken Sie auf den Link.',
        'Jetzt drücken Sie auf: Termin bestätigen.',
      ],
      last: 'Wichtig: Sie müssen den Termin bestätigen. Sonst ist der Termin weg.',
      page: 'termin/leistung',
      button: 'Termin machen',
    },
    {
      title: 'Den Termin ändern oder absagen',
      icon: 'edit',
      sentences: [
        'Sie können nicht kommen?',
        'Das ist nicht schlimm.',
        'Öffnen Sie die E-Mail von uns.',
        'Drücken Sie auf den Link.',
        'Dort können Sie eine andere Zeit wählen.',
        'Oder Sie sagen den Termin ab.',
      ],
    },
    {
      title: 'Wo ist das Amt?',
      icon: 'pin',
      sentences: [
        'Hier finden Sie die Adresse.',
        'Hier steht auch: Wann ist das Amt offen?',
        'Und: Wie kommen Sie mit dem Roll·stuhl hinein?',
      ],
      page: 'standorte',
      button: 'Zu den Adressen',
    },
    {
      title: 'Sie brauchen Hilfe?',
      icon: 'phone',
      sentences: ['Rufen Sie uns an.', 'Wir helfen Ihnen gern.', 'Das ist unsere Telefon·nummer:'],
      phone: true,
    },
  ]
}

/** What residents of the demo write about, and what comes of it. Everything is invented. */
export interface RequestStory {
  mailbox: string
  topic?: string
  service?: string
  fields?: Record<string, string>
  subject: string
  /** `{ort}` is replaced by a street with a number. */
  text: string
  /** What colleagues tell each other. */
  note?: string
  /** A question of the team and what the resident answers to it. */
  ask?: [question: string, reply: string]
  answer: string
  /** The mailbox that it came to by mistake. */
  cameTo?: string
  lang?: 'en'
}

export const streets = [
  'Lindenallee',
  'Bahnhofstraße',
  'Am Mühlbach',
  'Kastanienweg',
  'Goethestraße',
  'Nordring',
  'Kirchgasse',
  'Ziegeleiweg',
  'Hafenstraße',
  'Am Alten Sportplatz',
  'Schillerstraße',
  'Weidenweg',
] as const

export const requestStories: RequestStory[] = [
  {
    mailbox: 'strassenschaeden',
    topic: 'strassenschaden',
    service: 'strassenschaden',
    fields: { art: 'fahrbahn' },
    subject: 'Tiefes Schlagloch',
    text: 'Guten Tag,\n\nvor {ort} ist seit dem Regen ein Schlagloch, das jeden Tag größer wird. Heute Morgen ist ein Radfahrer fast gestürzt. Können Sie das bitte sichern?',
    note: 'Kolonne 2 fährt morgen vorbei, Baken liegen im Lager.',
    answer:
      'Vielen Dank für den Hinweis. Unsere Kolonne hat die Stelle abgesichert und das Schlagloch mit Kaltasphalt geschlossen. Im Frühjahr wird dieser Abschnitt neu asphaltiert.',
  },
  {
    mailbox: 'strassenschaeden',
    topic: 'strassenschaden',
    service: 'strassenschaden',
    fields: { art: 'gehweg' },
    subject: 'Lose Gehwegplatten',
    text: 'Vor {ort} wackeln drei Gehwegplatten. Meine Mutter (84) ist gestern mit dem Rollator hängen geblieben. Bitte schauen Sie sich das an, bevor jemand stürzt.',
    ask: [
      'Danke für Ihre Meldung. Liegen die Platten direkt am Hauseingang oder näher an der Bordsteinkante? Dann finden wir sie beim ersten Mal.',
      'Direkt neben der Haustür, die zweite Reihe von der Wand aus. Eine Platte ist in der Mitte gerissen.',
    ],
    answer:
      'Die drei Platten sind ausgetauscht und neu verfugt. Wir wünschen Ihrer Mutter alles Gute.',
  },
  {
    mailbox: 'strassenschaeden',
    topic: 'strassenschaden',
    service: 'strassenschaden',
    fields: { art: 'radweg' },
    subject: 'Wurzelaufbrüche auf dem Radweg',
    text: 'Der Radweg an der Höhe {ort} ist durch Baumwurzeln so uneben, dass man mit dem Lastenrad auf die Straße ausweichen muss. Gibt es einen Plan, das zu reparieren?',
    cameTo: 'gruenflaechen',
    note: 'Mit dem Grün abgestimmt: Wurzeln dürfen nicht gekappt werden, also Asphaltrampe.',
    answer:
      'Der Abschnitt steht im Programm für das kommende Jahr. Bis dahin gleichen wir die höchsten Stellen mit Rampen aus Asphalt an; das erledigen wir in den nächsten zwei Wochen.',
  },
  {
    mailbox: 'strassenbeleuchtung',
    topic: 'strassenlaterne',
    service: 'strassenbeleuchtung',
    fields: { nummer: '0418' },
    subject: 'Laterne flackert',
    text: 'Die Laterne vor {ort} flackert seit Tagen und geht gegen 22 Uhr ganz aus. Dort ist der Schulweg, im Winter ist es stockdunkel.',
    answer:
      'Das Leuchtmittel und das Vorschaltgerät sind erneuert. Die Laterne brennt seit gestern wieder. Danke, dass Sie die Mastnummer angegeben haben – das spart uns viel Suchen.',
  },
  {
    mailbox: 'strassenbeleuchtung',
    topic: 'strassenlaterne',
    service: 'strassenbeleuchtung',
    subject: 'Ganze Straße ohne Licht',
    text: 'Seit gestern Abend sind im Bereich {ort} alle Laternen aus. Auch die an der Bushaltestelle.',
    note: 'Kabelfehler, Stadtwerke sind informiert (Störung 26-1187).',
    answer:
      'Ursache war ein Kabelschaden nach Bauarbeiten. Die Stadtwerke haben ihn behoben, alle Laternen sind wieder in Betrieb.',
    cameTo: 'info',
  },
  {
    mailbox: 'wildermuell',
    topic: 'wilder-muell',
    service: 'wilder-muell',
    subject: 'Sofas und Reifen im Wald',
    text: 'Beim Spaziergang habe ich hinter {ort} zwei Sofas, Farbeimer und ungefähr zehn Autoreifen gefunden. Das lag letzte Woche noch nicht da.',
    ask: [
      'Danke, dass Sie das melden. Kommt man mit einem Lkw bis an die Stelle, oder liegt der Müll tiefer im Wald?',
      'Der Weg ist breit genug, der Müll liegt direkt am Wendeplatz.',
    ],
    answer:
      'Unser Fahrzeug hat alles abgeholt. Die Farbeimer sind als Schadstoff entsorgt. Wir haben Anzeige gegen unbekannt erstattet.',
  },
  {
    mailbox: 'wildermuell',
    topic: 'wilder-muell',
    service: 'wilder-muell',
    subject: 'Überquellende Container',
    text: 'An den Glascontainern bei {ort} stapeln sich Kartons und Müllsäcke. Es stinkt, und Ratten habe ich auch schon gesehen.',
    answer:
      'Der Platz ist gereinigt, die Container werden ab sofort zweimal in der Woche geleert. Wegen der Ratten haben wir eine Fachfirma beauftragt.',
  },
  {
    mailbox: 'abfallberatung',
    topic: 'muelltonne',
    service: 'muelltonne-nicht-geleert',
    fields: { tonne: 'bio' },
    subject: 'Biotonne zum zweiten Mal stehen geblieben',
    text: 'Unsere Biotonne an {ort} wurde wieder nicht geleert, obwohl sie ab sechs Uhr an der Straße stand. Die Nachbartonnen sind leer.',
    answer:
      'Das tut uns leid. Der Fahrer hat die Tonne wegen eines falsch geparkten Autos nicht gesehen. Sie wird morgen nachgeleert, bitte lassen Sie sie an der Straße stehen.',
  },
  {
    mailbox: 'abfallberatung',
    topic: 'muelltonne',
    service: 'muelltonne-nicht-geleert',
    fields: { tonne: 'papier' },
    subject: 'Papiertonne voll bis oben',
    text: 'Die Papiertonnen in unserem Haus ({ort}, 12 Parteien) reichen hinten und vorne nicht. Kann der Vermieter eine größere bekommen, oder muss ich das beantragen?',
    answer:
      'Größere Behälter beantragt die Hausverwaltung, für Papier kostet das nichts. Das Formular schicken wir ihr heute zu. Bis dahin nimmt der Wertstoffhof Kartons kostenlos an.',
  },
  {
    mailbox: 'sperrmuell',
    service: 'sperrmuell',
    subject: 'Abholung verschieben',
    text: 'Wir haben für nächsten Dienstag Sperrmüll angemeldet ({ort}), ziehen aber erst eine Woche später aus. Kann man den Termin verschieben?',
    answer:
      'Ihr Termin ist um eine Woche verschoben. Bitte stellen Sie alles am Vorabend ab 18 Uhr bereit.',
  },
  {
    mailbox: 'kita.platzvergabe',
    topic: 'kita-platz',
    service: 'kita-platz',
    fields: { geburtsdatum: '2025-03-14', ab: '2027-02-01', stunden: 'h35' },
    subject: 'Platz ab Februar',
    text: 'Guten Tag, wir haben unsere Tochter im Sommer vorgemerkt, aber noch keine Nachricht. Ich muss im Februar wieder arbeiten und brauche dringend eine Zusage oder eine Alternative.',
    note: 'Kita Regenbogen hat ab 1.2. einen U3-Platz frei, Leitung ruft zurück.',
    ask: [
      'Die Kita Regenbogen hätte zum 1. Februar einen Platz mit 35 Stunden. Käme sie für Sie in Frage? Der Weg von Ihnen dorthin sind etwa zwei Kilometer.',
      'Ja, sehr gern! Können wir sie uns vorher ansehen?',
    ],
    answer:
      'Schön! Die Kita meldet sich bei Ihnen und vereinbart einen Termin zum Kennenlernen. Der Platz ist für Sie reserviert.',
  },
  {
    mailbox: 'kita.platzvergabe',
    topic: 'kita-platz',
    service: 'kita-platz',
    fields: { geburtsdatum: '2024-08-02', ab: '2026-12-01', stunden: 'h45' },
    subject: 'Wechsel der Kita wegen Umzug',
    text: 'Wir ziehen zum Dezember von der anderen Seite der Stadt nach {ort}. Kann unser Sohn in eine Kita in der Nähe wechseln, ohne dass wir uns neu anmelden müssen?',
    answer:
      'Ein Wechsel ist möglich, die Vormerkung gilt weiter. In Ihrer neuen Nachbarschaft wird zum 1. Januar ein Platz frei; wir haben Sie an die erste Stelle gesetzt.',
  },
  {
    mailbox: 'kita.platzvergabe',
    topic: 'kita-platz',
    service: 'kita-platz',
    fields: { geburtsdatum: '2025-11-20', stunden: 'h25' },
    subject: 'Place for our daughter',
    text: 'Hello, we moved here from Poland in September. Our daughter is one year old. How do we get on the waiting list, and is there a centre where somebody speaks Polish?',
    answer:
      'Welcome to Musterstadt! We have put your daughter on the list; you will find the confirmation in the portal. In the centre “Am Mühlbach” two colleagues speak Polish. You are welcome to visit them on any Wednesday afternoon.',
    lang: 'en',
  },
  {
    mailbox: 'kita.gebuehren',
    service: 'kita-beitrag',
    subject: 'Beitrag nach Jobwechsel',
    text: 'Mein Einkommen ist seit Oktober niedriger. Wird der Kita-Beitrag automatisch angepasst, oder muss ich etwas schicken?',
    answer:
      'Bitte schicken Sie uns die letzten drei Gehaltsabrechnungen. Der Beitrag wird ab dem Monat der Änderung neu berechnet, zu viel Gezahltes erstatten wir.',
  },
  {
    mailbox: 'wohngeld',
    topic: 'wohngeld-stand',
    service: 'wohngeld',
    fields: { aktenzeichen: 'WG-2026-04417' },
    subject: 'Wie lange noch?',
    text: 'Ich habe meinen Wohngeldantrag vor neun Wochen abgegeben und nur eine Eingangsbestätigung bekommen. Die Miete wird langsam eng. Fehlt noch etwas?',
    ask: [
      'Wir haben Ihre Akte geprüft: Es fehlt nur noch die aktuelle Mietbescheinigung. Können Sie uns diese schicken? Ein Foto reicht.',
      'Das wusste ich nicht. Die Vermieterin füllt sie heute aus, ich schicke sie morgen.',
    ],
    answer:
      'Die Mietbescheinigung ist da, der Bescheid geht heute in die Post. Die Nachzahlung für die vergangenen Monate wird in dieser Woche überwiesen.',
  },
  {
    mailbox: 'wohngeld',
    topic: 'wohngeld-stand',
    service: 'wohngeld',
    fields: { aktenzeichen: 'WG-2026-05093' },
    subject: 'Kind ist ausgezogen',
    text: 'Meine älteste Tochter ist zum Studium ausgezogen. Ändert das etwas an unserem Wohngeld, und was muss ich einreichen?',
    cameTo: 'meldewesen',
    answer:
      'Ja, die Zahl der Haushaltsmitglieder ändert sich. Bitte schicken Sie uns die Abmeldung Ihrer Tochter. Wir rechnen dann ab dem Folgemonat neu.',
  },
  {
    mailbox: 'elterngeld',
    topic: 'elterngeld-stand',
    service: 'elterngeld',
    fields: { geburtsdatum: '2026-09-28', aktenzeichen: 'EG 3312/26' },
    subject: 'Monate tauschen',
    text: 'Mein Mann und ich möchten die Elternzeit anders aufteilen als beantragt: er die Monate 10 und 11 statt 13 und 14. Geht das jetzt noch?',
    answer:
      'Ja, solange die Monate noch nicht ausgezahlt sind. Bitte schicken Sie uns das Änderungsformular mit beiden Unterschriften.',
  },
  {
    mailbox: 'buergerbuero',
    subject: 'Termin für die ganze Familie',
    text: 'Wir brauchen vier neue Ausweise. Müssen wir vier Termine buchen oder reicht einer?',
    answer:
      'Ein Termin genügt: Wählen Sie bei der Buchung einfach vier Personen. Bitte bringen Sie für jede Person ein digitales Passbild mit.',
  },
  {
    mailbox: 'ausweise',
    service: 'reisepass-beantragen',
    subject: 'Pass rechtzeitig vor dem Urlaub?',
    text: 'Ich habe vor fünf Wochen einen Reisepass beantragt und fliege in zwölf Tagen. Ist er schon da?',
    note: 'Lieferung der Bundesdruckerei steht für morgen an.',
    answer:
      'Ihr Pass ist heute eingetroffen. Sie können ihn ohne Termin an der Ausgabe im Bürgerbüro Mitte abholen.',
    cameTo: 'info',
  },
  {
    mailbox: 'meldewesen',
    service: 'wohnsitz-anmelden',
    subject: 'Wohnungsgeberbestätigung fehlt',
    text: 'Mein Vermieter reagiert nicht auf meine Bitte um die Bestätigung. Die zwei Wochen sind übermorgen um. Was soll ich tun?',
    answer:
      'Kommen Sie trotzdem zur Anmeldung und bringen Sie den Mietvertrag mit. Ihr Vermieter ist zur Bestätigung verpflichtet; wir schreiben ihn an.',
  },
  {
    mailbox: 'parkausweise',
    service: 'bewohnerparkausweis',
    subject: 'Neues Kennzeichen eintragen',
    text: 'Ich habe ein neues Auto. Kann das Kennzeichen auf dem Bewohnerparkausweis online geändert werden?',
    answer:
      'Ja. Schicken Sie uns ein Foto des Fahrzeugscheins, dann bekommen Sie den geänderten Ausweis per Post. Das kostet nichts.',
  },
  {
    mailbox: 'fundbuero',
    service: 'fundsache-suchen',
    subject: 'Schlüsselbund im Bus verloren',
    text: 'Am Montag habe ich in der Linie 5 einen Schlüsselbund mit einem roten Anhänger verloren. Wurde er abgegeben?',
    ask: [
      'Bei uns liegen zwei Bünde mit rotem Anhänger. Wie viele Schlüssel sind es, und steht etwas auf dem Anhänger?',
      'Fünf Schlüssel, auf dem Anhänger ist ein weißer Anker.',
    ],
    answer: 'Das ist er! Sie können ihn im Fundbüro abholen. Bitte bringen Sie Ihren Ausweis mit.',
  },
  {
    mailbox: 'urkunden',
    topic: 'urkunde',
    service: 'geburtsurkunde',
    fields: { art: 'geburt', datum: '1987-05-09' },
    subject: 'Internationale Geburtsurkunde',
    text: 'Für die Arbeit im Ausland brauche ich eine internationale Geburtsurkunde. Können Sie sie an meine neue Adresse in Wien schicken?',
    answer:
      'Gern. Die Urkunde ist unterwegs, die Rechnung liegt bei. Für Österreich brauchen Sie keine Apostille.',
  },
  {
    mailbox: 'trautermine',
    service: 'eheschliessung-anmelden',
    subject: 'Heiraten in der alten Mühle',
    text: 'Ist der zweite Samstag im Juni in der alten Mühle noch frei? Wir wären etwa 35 Gäste.',
    answer:
      'Um 11 Uhr ist noch frei. Wir haben den Termin zwei Wochen für Sie reserviert; bitte melden Sie bis dahin die Eheschließung an.',
  },
  {
    mailbox: 'kfz.zulassung',
    service: 'fahrzeug-abmelden',
    subject: 'Auto ins Ausland verkauft',
    text: 'Ich habe mein Auto nach Frankreich verkauft, der Käufer hat die Schilder mitgenommen. Wie melde ich es ab?',
    answer:
      'Schicken Sie uns den Kaufvertrag und eine Erklärung über den Verbleib der Kennzeichen. Dann nehmen wir das Fahrzeug außer Betrieb.',
  },
  {
    mailbox: 'fahrerlaubnis',
    service: 'fuehrerschein-umtausch',
    subject: 'Foto abgelehnt',
    text: 'Mein Antrag auf Umtausch kam zurück, weil das Foto nicht passt. Was ist falsch daran? Es ist vom Fotografen.',
    answer:
      'Das Bild ist älter als ein Jahr. Bitte lassen Sie ein neues machen; den Rest des Antrags haben wir, Sie müssen nichts noch einmal ausfüllen.',
  },
  {
    mailbox: 'aufenthalt',
    service: 'aufenthaltstitel-verlaengern',
    subject: 'My permit ends next month',
    text: 'Dear Sir or Madam, my residence permit ends in four weeks and I could not find a free appointment. My employer asks for a confirmation that I may go on working.',
    ask: [
      'Please do not worry: as you have applied in time, your permit continues to be valid. Which employer shall we name in the certificate?',
      'Musterwerke GmbH, Hafenstraße 12. Thank you very much!',
    ],
    answer:
      'We have sent you the certificate (Fiktionsbescheinigung) by post today. You may go on working with it until we have decided.',
    lang: 'en',
  },
  {
    mailbox: 'schwerbehinderung',
    service: 'schwerbehindertenausweis',
    subject: 'Ausweis läuft ab',
    text: 'Mein Schwerbehindertenausweis läuft im Januar ab. Muss ich die ganzen Arztberichte noch einmal schicken?',
    answer: 'Nein. Ein Passbild genügt, wir verlängern den Ausweis um fünf Jahre.',
  },
  {
    mailbox: 'ordnungsamt',
    topic: 'laerm',
    service: 'laermbelaestigung',
    fields: { zeiten: 'Jeden Freitag und Samstag ab 23 Uhr, manchmal bis vier.' },
    subject: 'Laute Musik aus der Bar',
    text: 'Seit die Bar an {ort} neu eröffnet hat, ist am Wochenende bis in die Nacht Musik auf der Straße. Wir haben zwei kleine Kinder. Reden hat leider nicht geholfen.',
    note: 'Kontrolle Freitag 23:30 eingeplant. Konzession: Außengastronomie nur bis 22 Uhr.',
    answer:
      'Wir haben am Wochenende kontrolliert und dem Betreiber Auflagen gemacht: Türen ab 22 Uhr geschlossen, Außenlautsprecher entfernt. Bitte melden Sie sich, wenn es nicht besser wird.',
  },
  {
    mailbox: 'bussgeldstelle',
    topic: 'bussgeld',
    service: 'verwarnungsgeld',
    fields: { aktenzeichen: 'VG 55102/26' },
    subject: 'Ich bin gar nicht gefahren',
    text: 'Ich habe eine Verwarnung wegen Parkens bekommen, aber das Auto war an dem Tag verliehen. An wen muss ich das melden?',
    cameTo: 'verkehrsueberwachung',
    answer:
      'Bitte tragen Sie im Anhörungsbogen Namen und Anschrift der Person ein, die gefahren ist. Danach ist die Sache für Sie erledigt.',
  },
  {
    mailbox: 'hundesteuer',
    topic: 'hundesteuer',
    service: 'hundesteuer-abmelden',
    fields: { kassenzeichen: '1.2044.000317.6' },
    subject: 'Hund ist gestorben',
    text: 'Unser alter Hund ist letzte Woche gestorben. Muss ich die Steuermarke zurückgeben, und bekomme ich den Rest der Steuer zurück?',
    answer:
      'Es tut uns leid, dass Sie Ihren Hund verloren haben. Er ist abgemeldet, die zu viel gezahlte Steuer überweisen wir Ihnen. Die Marke dürfen Sie behalten.',
  },
  {
    mailbox: 'grundsteuer',
    service: 'grundsteuer',
    subject: 'Bescheid nicht verständlich',
    text: 'Im neuen Bescheid steht ein anderer Messbetrag als im Schreiben des Finanzamts. Welcher gilt?',
    answer:
      'Es gilt der Messbetrag des Finanzamts. In unserem Bescheid ist eine alte Zahl stehen geblieben; Sie bekommen einen neuen, bis dahin müssen Sie nichts zahlen.',
  },
  {
    mailbox: 'stadtkasse',
    service: 'ratenzahlung-stundung',
    subject: 'Ratenzahlung möglich?',
    text: 'Die Nachforderung von 312 Euro kann ich nicht auf einmal bezahlen. Geht das auch in Raten?',
    ask: [
      'Das ist möglich. Welcher Betrag wäre Ihnen im Monat recht, und ab wann?',
      '52 Euro ab dem nächsten Ersten, wenn das in Ordnung ist.',
    ],
    answer:
      'So machen wir es: sechs Raten zu 52 Euro, die erste am nächsten Ersten. Zinsen fallen nicht an.',
  },
  {
    mailbox: 'gruenflaechen',
    topic: 'spielplatz',
    service: 'gruenanlagen-spielplatz',
    subject: 'Schaukel gerissen',
    text: 'Auf dem Spielplatz bei {ort} ist an der Nestschaukel ein Seil fast durch. Da schaukeln jeden Tag zehn Kinder.',
    note: 'Sofort gesperrt, Ersatzteil bestellt.',
    answer:
      'Danke, dass Sie so schnell Bescheid gesagt haben. Die Schaukel hat ein neues Seil und ist wieder freigegeben.',
  },
  {
    mailbox: 'baumschutz',
    service: 'baum-faellen',
    subject: 'Darf die Birke weg?',
    text: 'In unserem Garten ({ort}) steht eine kranke Birke dicht am Haus. Brauchen wir eine Genehmigung, um sie zu fällen?',
    answer:
      'Birken sind in unserer Satzung nicht geschützt. Sie dürfen sie zwischen Oktober und Februar fällen, eine Genehmigung ist nicht nötig.',
  },
  {
    mailbox: 'verkehrstechnik',
    service: 'ampel-defekt',
    subject: 'Fußgängerampel viel zu kurz',
    text: 'Die Ampel an {ort} ist so kurz grün, dass meine Großeltern nur bis zur Mitte kommen. Kann man das länger schalten?',
    answer:
      'Wir haben die Schaltung gemessen und die Grünphase für Fußgänger um vier Sekunden verlängert. Außerdem wird ein Taster für Menschen mit Sehbehinderung nachgerüstet.',
    cameTo: 'info',
  },
  {
    mailbox: 'bauaufsicht',
    service: 'bauantrag',
    subject: 'Carport ohne Antrag?',
    text: 'Brauche ich für einen Carport von 28 Quadratmetern einen Bauantrag? Der Nachbar sagt ja, der Händler nein.',
    answer:
      'Bis 30 Quadratmeter und drei Meter Höhe ist ein Carport verfahrensfrei. Den Abstand zur Grenze müssen Sie trotzdem einhalten; eine Skizze dazu liegt bei.',
  },
  {
    mailbox: 'friedhof',
    service: 'grab-friedhof',
    subject: 'Ruhezeit verlängern',
    text: 'Das Grab meiner Großeltern läuft im nächsten Jahr ab. Kann die Familie es verlängern, und was kostet das?',
    answer:
      'Ja, um fünf oder zehn Jahre. Die Kosten und den Antrag haben wir Ihnen geschickt; Sie können sich bis zum Sommer Zeit lassen.',
  },
  {
    mailbox: 'info',
    subject: 'WLAN im Rathaus',
    text: 'Gibt es im Rathaus öffentliches WLAN? Ich möchte mit meiner Mutter zum Termin kommen und ihr zeigen, wie man den Ausweis am Handy benutzt.',
    answer:
      'Ja, in allen Wartebereichen, ohne Anmeldung. Unsere Kolleginnen am Empfang helfen auch gern bei der Online-Funktion des Ausweises.',
  },
  {
    mailbox: 'beschwerden',
    topic: 'beschwerde',
    service: 'beschwerde-idee',
    subject: 'Großes Lob ans Bürgerbüro',
    text: 'Ich wollte mich einfach einmal bedanken: Die Kollegin am Platz 4 hat mir trotz Schlange in Ruhe alles erklärt. So stelle ich mir ein Rathaus vor.',
    answer: 'Vielen Dank, das haben wir sehr gern weitergegeben. Die Freude am Platz 4 war groß!',
  },
  {
    mailbox: 'beschwerden',
    topic: 'beschwerde',
    service: 'beschwerde-idee',
    subject: 'Bänke am Mühlbach',
    text: 'Auf dem ganzen Weg am Mühlbach gibt es keine einzige Bank. Für ältere Leute ist die Runde so zu lang. Wäre das nicht etwas für das Bürgerbudget?',
    note: 'Grünflächen finden die Idee gut, Kosten etwa 900 Euro je Bank.',
    answer:
      'Eine gute Idee! Wir haben sie für das Bürgerbudget angemeldet. Zwei Bänke stellt das Grünflächenamt schon in diesem Herbst auf.',
  },
]

/** Stories that end in a call rather than a letter. */
export const callStories: RequestStory[] = [
  {
    mailbox: 'kita.platzvergabe',
    topic: 'kita-platz',
    service: 'kita-platz',
    fields: { geburtsdatum: '2025-06-30', ab: '2027-08-01' },
    subject: 'Integrationsplatz',
    text: 'Unser Sohn braucht wegen seiner Hörschädigung eine Kita mit kleiner Gruppe. Das würde ich lieber am Telefon besprechen.',
    answer: '',
  },
  {
    mailbox: 'wohngeld',
    topic: 'wohngeld-stand',
    service: 'wohngeld',
    fields: { aktenzeichen: 'WG-2026-05218' },
    subject: 'Bescheid erklären',
    text: 'Ich verstehe die Berechnung auf Seite 3 nicht. Könnten Sie mir das bitte kurz am Telefon erklären?',
    answer: '',
  },
  {
    mailbox: 'info',
    subject: 'Welches Amt ist zuständig?',
    text: 'Ich pflege meinen Vater und weiß nicht, wo ich anfangen soll. Bitte rufen Sie mich an.',
    answer: '',
  },
  {
    mailbox: 'strassenschaeden',
    topic: 'strassenschaden',
    service: 'strassenschaden',
    fields: { art: 'gehweg' },
    subject: 'Absenkung vor der Einfahrt',
    text: 'Vor {ort} sackt der Gehweg ab, vermutlich ist ein Kanal undicht. Ich bin vormittags erreichbar und zeige Ihnen gern die Stelle.',
    answer: '',
  },
  {
    mailbox: 'elterngeld',
    topic: 'elterngeld-stand',
    service: 'elterngeld',
    fields: { geburtsdatum: '2026-10-11' },
    subject: 'Selbstständig und Elterngeld',
    text: 'Ich bin selbstständig und habe Fragen zur Berechnung. Am besten telefonisch, bitte.',
    answer: '',
  },
]

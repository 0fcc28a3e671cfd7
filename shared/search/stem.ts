/**
 * Stems of words that are already folded: shorter than the words of a dictionary, the same for
 * „anmelden“, „Anmeldung“ and „melde … an“.
 */

/** Separable prefixes of verbs; longer ones first. */
export const separable = [
  'zuruck',
  'weiter',
  'wieder',
  'herunter',
  'heraus',
  'herein',
  'hinaus',
  'zusammen',
  'runter',
  'rein',
  'raus',
  'nach',
  'fest',
  'fort',
  'frei',
  'teil',
  'los',
  'weg',
  'her',
  'hin',
  'auf',
  'aus',
  'bei',
  'ein',
  'mit',
  'vor',
  'ab',
  'an',
  'um',
  'zu',
]
const prefix = separable.join('|')
const participle = new RegExp(`^(${prefix})?(ge|zu)(.{3,}(?:t|en))$`)
const prefixed = new RegExp(`^(${prefix}|be|ver|er|ent|zer)(.{2,})$`)

/** Strong verbs of the matters of a town: what is behind their prefixes, by stem of the infinitive. */
const strongForms = new Map(
  Object.entries({
    zieh: 'zieht zog zogen gezogen zug',
    find: 'fand fanden gefunden fund',
    verlier: 'verlor verloren verlust',
    stehl: 'stiehlt stahl stahlen gestohlen',
    sterb: 'stirbt starb starben gestorben storb storben',
    geh: 'ging gingen gegangen gang',
    komm: 'kam kamen gekommen',
    nehm: 'nimmt nahm nahmen genommen nahme',
    geb: 'gibt gab gaben gegeben gabe',
    fahr: 'fahrt fuhr fuhren gefahren',
    fall: 'fallt fiel fielen gefallen',
    lass: 'lasst liess liessen gelassen',
    lauf: 'lauft lief liefen gelaufen',
    bring: 'brachte brachten gebracht',
    brech: 'bricht brach brachen gebrochen bruch',
    schliess: 'schloss schlossen geschlossen schluss',
    schneid: 'schnitt schnitten geschnitten',
    scheid: 'schied schieden geschieden',
    schreib: 'schrieb schrieben geschrieben',
    steig: 'stieg stiegen gestiegen',
    tret: 'tritt trat traten getreten',
    trag: 'tragt trug trugen getragen',
    werf: 'wirft warf warfen geworfen wurf',
    treff: 'trifft traf trafen getroffen',
    sprech: 'spricht sprach sprachen gesprochen',
    seh: 'sieht sah sahen gesehen',
    lieg: 'lag lagen gelegen',
    steh: 'stand standen gestanden',
    halt: 'hielt hielten gehalten',
    heiss: 'hiess hiessen geheissen',
    helf: 'hilft half halfen geholfen hilfe',
    reiss: 'riss rissen gerissen',
    schlag: 'schlagt schlug schlugen geschlagen',
    brenn: 'brannte brannten gebrannt',
    denk: 'dachte dachten gedacht',
    bau: 'baut gebaut',
    wasch: 'wascht wusch gewaschen',
    leih: 'lieh liehen geliehen',
    flieh: 'floh flohen geflohen',
    flieg: 'flog flogen geflogen',
    bind: 'band banden gebunden',
    schwimm: 'schwamm geschwommen',
    beiss: 'biss bissen gebissen',
    verlass: 'verliess verlassen',
    mess: 'misst mass gemessen',
    back: 'buk gebacken',
  }).flatMap(([stem, forms]) => forms.split(' ').map((form) => [form, stem] as const)),
)

const strongStems = new Set(strongForms.values())

const cyrillicEndings =
  /(?:ування|ювання|увати|ювати|ання|ення|іння|ами|ями|ого|ому|ими|ість|ості|ою|ею|єю|ів|їв|ий|ій|их|им|ах|ях|ам|ям|ої|ов|ев|ой|ая|ое|ые|ый|ть|ти|ся|ки|ка|ку|[аеиіїоуюяєыьйэ])$/u

/** The stem of a folded word. */
export function stem(word: string): string {
  if (/[^a-z0-9]/.test(word)) return stemCyrillic(word)
  if (/\d/.test(word) || word.length < 4) return word
  const infinitive = participle.exec(word)
  if (infinitive) {
    const [, before = '', , rest = ''] = infinitive
    const strong = strongForms.get(`ge${rest}`) ?? strongForms.get(rest)
    if (strong || before) return before + (strong ?? stemGerman(rest))
  }
  const whole = strongForms.get(word)
  if (whole) return whole
  const [, before, rest] = prefixed.exec(word) ?? []
  const strong = rest && strongForms.get(rest)
  return strong ? before! + strong : stemGerman(word)
}

/** After M. Porter’s stemmer for German, with -ung, and with the -t of verbs, as further endings. */
function stemGerman(word: string): string {
  let rest = word
  for (const ending of endings) {
    const shorter = rest.replace(ending, '')
    if (shorter.length >= 3) rest = shorter
    // The -er of „verliere“ is no ending.
    if (strongStems.has(rest)) return rest
  }
  return rest
}

const endings = [
  /(?<=.{3})(?:ungs?|ungen)$/,
  /(?<=er)in(?:nen)?$/,
  /(?:ern|em|en|er|es|e|(?<=[abdfghklmnorty])s)$/,
  /(?:est|et|(?<=[bdfghklmnprz])t|(?<=[dfghklmnrt])st|en|er)$/,
  /(?<=.{3})(?:ing|(?<!i)ed)$/,
]

function stemCyrillic(word: string): string {
  if (word.length < 5) return word
  const rest = word.replace(cyrillicEndings, '')
  return rest.length < 3 ? word : rest
}

/** A part of a compound: „Hund“ of „Hundesteuer“. */
export interface Part {
  word: string
  /** Whether the catalogue knows the word; an unknown rest stands between known parts. */
  known: boolean
  /** The last part says what the thing is, those before it say which. */
  head: boolean
}

export type Splitter = (folded: string) => Part[]

const links = ['', 's', 'n', 'en', 'es', 'e', 'er']
const shortest = 4
const longestShort = 3
/** Endings and prefixes that look like words. */
const noParts = new Set(
  `lich heit keit schaft chen lein isch ling ische iert ieren unge ungs ende enden sten ster ten
  tung dung eren erte erin uber unter nach wieder fest frei ander gegen durch hinter mitte viel
  mein dein sein kein eine einer einen dies jede will wird sind habe hatt dort dann denn
  oder auch noch nicht mehr sehr ohne weil wenn wann ganz alle fall falle falls lang`.split(/\s+/),
)
/** Frequent parts that a small catalogue may not use by themselves. */
const frequent =
  `amt geld tag hof weg uhr bau tor ort not rat recht schein karte antrag ausweis pass
  steuer gebuhr urkunde bescheinigung bescheid zeugnis meldung anmeldung ummeldung abmeldung plan
  stelle buro behorde haus wohnung wohn miete mieter vermieter kind kinder eltern familie schule
  schuler garten platz strasse auto wagen fahrzeug fahrer fuhrer kennzeichen nummer schild park
  parken mull tonne abfall sperr hund tier baum bau grund stuck wasser strom heizung licht brief
  wahl helfer ehe heirat geburt sterbe grab friedhof friedhofs arbeit gewerbe firma betrieb laden
  verkauf kauf markt stand fest feier umzug einzug auszug reise urlaub flug gast gaste pflege
  hilfe rente renten alter kranke krank impf arzt verein sport musik unterricht kurs sprache deutsch
  buch bucherei beitrag kosten zuschuss forderung beratung auskunft beglaubigung verlust ersatz
  verlangerung anderung wechsel adresse name namen vater mutter vaterschaft aufenthalt erlaubnis
  genehmigung`.split(/\s+/)

/**
 * Takes compounds apart into words that the catalogue itself uses, the fewest and longest that
 * cover most of it. A word that is no compound of known words yields nothing.
 */
export function createSplitter(words: Iterable<string>): Splitter {
  const known = new Set(frequent)
  for (const word of words) {
    if (word.length >= shortest && !noParts.has(word) && /^[a-z]+$/.test(word)) known.add(word)
  }
  const isKnown = (part: string) =>
    known.has(part) && (part.length >= shortest || part.length === longestShort)
  /** „Schul“ of „Schule“: what stands before other parts without its last letter. */
  const asModifier = (text: string): string | null => {
    for (const link of links) {
      const word = text.slice(0, text.length - link.length)
      if (text.endsWith(link) && isKnown(word)) return word
    }
    return text.length >= shortest && isKnown(`${text}e`) ? `${text}e` : null
  }

  const splitWhole = (text: string, depth: number): string[] | null => {
    let best: string[] | null = null
    for (let at = text.length - 3; at >= 3; at--) {
      const modifier = asModifier(text.slice(0, at))
      if (!modifier) continue
      const rest = text.slice(at)
      const tail = isKnown(rest) ? [rest] : depth > 1 ? splitWhole(rest, depth - 1) : null
      if (tail && (!best || tail.length + 1 < best.length)) best = [modifier, ...tail]
    }
    return best
  }

  const splitInPart = (text: string): Part[] => {
    for (let at = 3; at <= text.length - shortest; at++) {
      if (isKnown(text.slice(at))) {
        return [
          { word: text.slice(0, at), known: false, head: false },
          { word: text.slice(at), known: true, head: true },
        ]
      }
    }
    for (let at = text.length - 3; at >= shortest; at--) {
      const modifier = asModifier(text.slice(0, at))
      if (modifier) {
        return [
          { word: modifier, known: true, head: false },
          { word: text.slice(at), known: false, head: true },
        ]
      }
    }
    return []
  }

  const remembered = new Map<string, Part[]>()
  return (folded) => {
    let parts = remembered.get(folded)
    if (!parts) {
      const whole = folded.length < 7 ? null : splitWhole(folded, 3)
      parts =
        whole?.map((word, place) => ({ word, known: true, head: place === whole.length - 1 })) ??
        (folded.length < 8 ? [] : splitInPart(folded))
      if (remembered.size < 20_000) remembered.set(folded, parts)
    }
    return parts
  }
}

import { describe, expect, it } from 'vitest'
import { readability, sentencesOf, syllablesIn } from '#shared/domain/readability.ts'

const plain =
  'Rufen Sie die Nummer 116 116 an. Die Nummer ist immer besetzt, auch in der Nacht. Sagen Sie: Mein Ausweis ist weg. ' +
  'Dann kann ihn niemand mehr im Internet benutzen. Wurde der Ausweis gestohlen? Gehen Sie zur Polizei.'
const official =
  'Die Erteilung einer straßenverkehrsrechtlichen Ausnahmegenehmigung setzt die fristgerechte Einreichung eines vollständig ' +
  'ausgefüllten Antragsformulars nebst der erforderlichen Nachweise bei der zuständigen Straßenverkehrsbehörde voraus, sofern ' +
  'nicht gesetzliche Bestimmungen entgegenstehen. Zuwiderhandlungen werden als Ordnungswidrigkeit verfolgt und geahndet.'

describe('how hard a text is to read', () => {
  it('tells plain words from those of an office', () => {
    expect(readability(plain)).toMatchObject({ sentences: 7, longest: 9 })
    expect(readability(plain)!.ease).toBeGreaterThan(70)
    expect(readability(official)!.ease).toBeLessThan(10)
    expect(readability(plain)!.lix).toBeLessThan(40)
    expect(readability(official)!.lix).toBeGreaterThan(60)
  })

  it('is what Amstad and Björnsson have measured', () => {
    // Ten words a sentence, one of them longer than six letters.
    const sentence = 'Meine Katze spielt heute lange neben deiner uralten Mauer dort.'
    const words = readability(Array.from({ length: 4 }, () => sentence).join(' '))!
    const syllables = sentence.match(/\p{L}+/gu)!.reduce((sum, word) => sum + syllablesIn(word), 0)
    expect(words.ease).toBe(Math.round(180 - 10 - 58.5 * (syllables / 10)))
    expect(words.lix).toBe(10 + 10)
  })

  it('says nothing of a few words', () => {
    expect(readability('Ja. Gern geschehen.')).toBeNull()
  })

  it('ends no sentence at a date, a paragraph or an abbreviation', () => {
    expect(
      sentencesOf(
        'Nach § 3 Abs. 2 gilt das ab dem 1. Januar 2027. Bringen Sie z. B. einen Pass mit!\nErster Punkt\nZweiter Punkt',
      ),
    ).toEqual([
      'Nach § 3 Abs. 2 gilt das ab dem 1. Januar 2027.',
      'Bringen Sie z. B. einen Pass mit!',
      'Erster Punkt',
      'Zweiter Punkt',
    ])
  })

  it.each([
    ['Haus', 1],
    ['Bauer', 2],
    ['Nation', 3],
    ['Quelle', 2],
    ['Bürgerbüro', 4],
    ['Personalausweis', 5],
    ['Wohnungsgeberbestätigung', 8],
    ['pst', 1],
  ])('counts the syllables of %s', (word, syllables) => {
    expect(syllablesIn(word)).toBe(syllables)
  })
})

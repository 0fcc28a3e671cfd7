import { fold } from '#shared/search/fold.ts'

interface Listed {
  title: string
  popularity: number
}

/**
 * The services whose title has a word that begins like each of those typed, the most wanted first;
 * all of them while nothing is typed. A clerk knows the titles: this is a list, not a search.
 */
export function servicesFitting<T extends Listed>(services: readonly T[], typed: string): T[] {
  const wanted = wordsOf(typed)
  return services
    .filter(({ title }) => {
      const words = wordsOf(title)
      return wanted.every((start) => words.some((word) => word.includes(start)))
    })
    .sort((a, b) => b.popularity - a.popularity)
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

/**
 * Puts entries under their life situations, in the order of these, the most wanted first. An entry
 * stands under the first of its own only, so that nobody reads it twice; those that have none come
 * last, without a topic.
 */
export function byTopic<
  Entry extends { lifeSituations: readonly string[]; popularity: number },
  Topic extends { slug: string },
>(
  entries: readonly Entry[],
  topics: readonly Topic[],
): { topic: Topic | null; entries: Entry[] }[] {
  const wanted = [...entries].sort((a, b) => b.popularity - a.popularity)
  const topicOf = ({ lifeSituations }: Entry) =>
    topics.find(({ slug }) => lifeSituations.includes(slug)) ?? null
  return [...topics, null]
    .map((topic) => ({ topic, entries: wanted.filter((entry) => topicOf(entry) === topic) }))
    .filter((group) => group.entries.length > 0)
}

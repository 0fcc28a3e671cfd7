/** One of the things a visit is for. */
export interface VisitItem {
  persons: number
  /** Minutes for the first person. */
  minutes: number
  /** Minutes for each further one. */
  extraPersonMinutes: number
}

/** Minutes a visit lasts: all its services, one person after the other. */
export function visitMinutes(items: readonly VisitItem[]): number {
  return items.reduce(
    (total, item) => total + item.minutes + item.extraPersonMinutes * (item.persons - 1),
    0,
  )
}

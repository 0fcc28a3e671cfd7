import type { Fee, Review } from '../contracts/entries.ts'
import type { IsoDate } from './local-time.ts'

/** Fees to show: what holds today and what will, in that order; what is over hides itself. */
export function feesToShow(fees: readonly Fee[], today: IsoDate): Fee[] {
  return fees
    .filter(({ validTo }) => validTo === undefined || validTo >= today)
    .sort((a, b) => Number(isToCome(a, today)) - Number(isToCome(b, today)))
}

/** Fees of a visit on this day. */
export function feesOn(fees: readonly Fee[], date: IsoDate): Fee[] {
  return fees.filter(({ validFrom = date, validTo = date }) => validFrom <= date && date <= validTo)
}

/** Somebody should have looked at it by now. */
export function isOverdue(review: Review | undefined, today: IsoDate): boolean {
  return review !== undefined && review.by < today
}

function isToCome({ validFrom }: Fee, today: IsoDate): boolean {
  return validFrom !== undefined && validFrom > today
}

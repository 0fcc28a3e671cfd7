/**
 * Loaded before a server of the browser tests (`node --import`): its clock is ahead by DATE_SHIFT
 * milliseconds and runs on, so that the town hall is open whenever the tests run.
 */
const shift = Number(process.env.DATE_SHIFT)
const RealDate = Date

globalThis.Date = class extends RealDate {
  constructor(...parts: [] | [string | number | Date]) {
    if (parts.length === 0) super(RealDate.now() + shift)
    else super(...parts)
  }
  static override now(): number {
    return RealDate.now() + shift
  }
} as DateConstructor

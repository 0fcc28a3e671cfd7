/** How mail programs announce what they quote, as whole lines. */
const separators = [
  /^-{2,}\s*(Ursprüngliche Nachricht|Originalnachricht|Original Message|Ursprungsnachricht)\s*-{2,}$/i,
  /^_{20,}$/,
]
const headerBlock = /^\*?(Von|From):\*?\s.+/i
const headerLine = /^\*?(Gesendet|Sent|Datum|Date|An|To|Betreff|Subject|Cc):\*?\s/i

/** `Am 24.11.2026 um 10:11 schrieb Amt für Straßen <a@b.example>:`; programs break it over lines. */
const attribution = /^(Am|On|Le)\b.{5,200}\b(schrieb|wrote|geschrieben|a écrit)\b.{0,200}:$/is

const signature = /^-- ?$/

/**
 * What somebody wrote anew: without what their program quoted below it and without the signature.
 * Quotes between which they wrote stay, and so does everything if nothing else is there: nothing
 * may be lost for a rule of thumb.
 */
export function withoutQuotes(text: string): string {
  const lines = text.split('\n')
  const end = endOfOwn(lines)
  const own = withoutClosingQuote(lines.slice(0, end))
  const cut = own.findIndex((line) => signature.test(line))
  const kept = (cut > 0 ? own.slice(0, cut) : own).join('\n').trim()
  return kept === '' ? text.trim() : kept
}

/** The first line that only a program writes, and below which all is quoted. */
function endOfOwn(lines: readonly string[]): number {
  const index = lines.findIndex((raw, at) => {
    const line = raw.trim()
    if (separators.some((separator) => separator.test(line))) {
      // A line of underscores may be somebody's own, unless headers follow it.
      return !line.startsWith('_') || isHeaderBlock(lines, nextWritten(lines, at + 1))
    }
    return isHeaderBlock(lines, at)
  })
  return index < 0 ? lines.length : index
}

function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!headerBlock.test(lines[at]?.trim() ?? '')) return false
  const next = lines.slice(at + 1, at + 5)
  return next.filter((line) => headerLine.test(line.trim())).length >= 2
}

function nextWritten(lines: readonly string[], from: number): number {
  const index = lines.findIndex((line, at) => at >= from && line.trim() !== '')
  return index < 0 ? lines.length : index
}

/** Takes away the quote with which a text ends, and the line that announces it. */
function withoutClosingQuote(lines: readonly string[]): string[] {
  let end = lines.length
  while (end > 0 && /^\s*(>|$)/.test(lines[end - 1]!)) end -= 1
  const hasQuote = lines.slice(end).some((line) => /^\s*>/.test(line))
  for (let length = 1; length <= 3 && length <= end; length++) {
    const announced = lines
      .slice(end - length, end)
      .join(' ')
      .trim()
    if (attribution.test(announced)) return lines.slice(0, end - length)
  }
  return hasQuote ? lines.slice(0, end) : [...lines]
}

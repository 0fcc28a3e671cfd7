/** Lines of a table: the first column to the left, the others to the right, as wide as needed. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
        )
        .join('   '),
    )
    .map((line) => `  ${line}`)
    .join('\n')
}

/** Milliseconds with the digits that matter: `0.042`, `0.42`, `4.2`, `42`. */
export function formatMs(ms: number): string {
  return ms.toFixed(ms < 0.1 ? 3 : ms < 1 ? 2 : ms < 10 ? 1 : 0)
}

export function formatCount(count: number): string {
  return Math.round(count).toLocaleString('en')
}

/** `35 %`. */
export function formatShare(share: number): string {
  return `${Math.round(share * 100)} %`
}

export function formatMib(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MiB`
}

/** One event of a stream (WHATWG HTML, section 9.2), with its data as text. */
export interface StreamEvent {
  event: string
  data: string
}

/** Cuts text that arrives in pieces into events; keeps what is not whole yet. */
export function eventCutter(): (piece: string) => StreamEvent[] {
  let rest = ''
  return (piece) => {
    rest += piece.replace(/\r\n?/g, '\n')
    const blocks = rest.split('\n\n')
    rest = blocks.pop() ?? ''
    return blocks.flatMap(readEvent)
  }
}

function readEvent(block: string): StreamEvent[] {
  let event = 'message'
  const data: string[] = []
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? []
    if (field === 'event') event = value
    if (field === 'data') data.push(value)
  }
  return data.length > 0 ? [{ event, data: data.join('\n') }] : []
}

/** What a stream of server-sent events says, one event after the other. */
export interface EventReader {
  /** The data of the next event; fails if none comes in time. */
  next<T>(): Promise<T>
  /** Resolves when the server ends the stream. */
  ended(): Promise<void>
  close(): Promise<void>
}

const patienceMilliseconds = 10_000

export function readEvents(response: Response): EventReader {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''

  const readMore = async (): Promise<boolean> => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no event came')), patienceMilliseconds)
    })
    try {
      const { done, value = '' } = await Promise.race([reader.read(), late])
      text += value
      return !done
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    async next<T>() {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end < 0) {
          if (!(await readMore())) throw new Error('the stream has ended')
          continue
        }
        const lines = text.slice(0, end).split('\n')
        text = text.slice(end + 2)
        const data = lines.find((line) => line.startsWith('data: '))
        if (data && !lines.includes('event: beat'))
          return JSON.parse(data.slice('data: '.length)) as T
      }
    },
    async ended() {
      while (await readMore());
    },
    close: () => reader.cancel(),
  }
}

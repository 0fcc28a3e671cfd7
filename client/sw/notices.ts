import type { PushNotice } from '#shared/contracts/waiting-room.ts'

/** What is shown of a pushed notice; later ones take the place of earlier ones. */
export interface ShownNotice {
  title: string
  options: NotificationOptions & { renotify: boolean; data: { home: string } }
}

const isNotice = (value: unknown): value is PushNotice =>
  typeof value === 'object' &&
  value !== null &&
  ['title', 'text', 'lang', 'home'].every(
    (key) => typeof (value as Record<string, unknown>)[key] === 'string',
  )

/** Null for what is none of ours. */
export function readNotice(text: string): ShownNotice | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!isNotice(value)) return null
  const { kind, title, text: body, lang, home } = value
  return {
    title,
    options: {
      body,
      lang,
      tag: 'rathauslotse-turn',
      renotify: true,
      requireInteraction: kind === 'called',
      icon: '/apple-touch-icon.png',
      data: { home: /^\/[a-z0-9-]+$/.test(home) ? home : '/' },
    },
  }
}

/** The page of an appointment that is open already, if one is: its link is known to nobody else. */
export const isOwnPage = (address: string, home: string): boolean =>
  new URL(address).pathname === `${home}/mein-termin`

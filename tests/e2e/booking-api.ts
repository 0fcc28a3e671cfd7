import type { DemoServer } from './fixtures.ts'

export interface Place {
  office: string
  date: string
  start: string
}

const service = 'personalausweis-beantragen'

/** The earliest free place for an identity card in Musterstadt. */
export async function earliestPlace(server: DemoServer): Promise<Place> {
  const response = await fetch(`${server.url}/api/musterstadt/slots?service=${service}&days=60`)
  if (response.status !== 200) throw new Error(await response.text())
  const { earliest } = (await response.json()) as { earliest: Place }
  return { office: earliest.office, date: earliest.date, start: earliest.start }
}

/** Reserves a place as another resident would; throws if somebody else has it. */
export async function reserve(server: DemoServer, email: string, place?: Place): Promise<Place> {
  const taken = place ?? (await earliestPlace(server))
  const response = await fetch(`${server.url}/api/musterstadt/appointments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      ...taken,
      services: [{ slug: service, persons: 1 }],
      name: 'Ida Beispiel',
      email,
      lang: 'de',
    }),
  })
  if (response.status !== 201) throw new Error(await response.text())
  return taken
}

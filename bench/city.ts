import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseTenantFile } from '#server/tenants/tenant-file.ts'
import type { TenantFile } from '#server/tenants/tenant-file.schema.ts'

/** Five offices with ten counters each, open 32 quarters of an hour on five days a week. */
export const offices = 5
export const counters = 10
export const visitMinutes = 15
export const horizonDays = 90

const path = join(import.meta.dirname, '../server/db/seed/tenants/musterstadt.yaml')

/** Musterstadt with all its services and texts, but larger offices. */
export function largeCity(): TenantFile {
  const demo = parseTenantFile(readFileSync(path, 'utf8'))
  const [office] = demo.offices
  if (!office) throw new Error(`${path} has no office`)
  const bookable = demo.services.filter(
    (service) => 'channels' in service && service.channels.includes('appointment'),
  )
  return {
    ...demo,
    offices: Array.from({ length: offices }, (_, number) => ({
      ...office,
      id: `buergerbuero-${number + 1}`,
      closures: [],
      groups: [
        {
          id: `buergerbuero-${number + 1}-schalter`,
          name: { de: 'Schalter', en: 'Counters' },
          gridMinutes: 15,
          leadMinutes: 0,
          horizonDays,
          opening: [
            {
              days: ['mon', 'tue', 'wed', 'thu', 'fri'],
              from: '08:00',
              to: '16:00',
              counters,
              reserve: 0,
            },
          ],
          services: bookable.map(({ id }) => ({ id, minutes: visitMinutes })),
        },
      ],
    })),
  }
}

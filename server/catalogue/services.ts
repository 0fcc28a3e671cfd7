import type { Db, Trx } from '#server/db/database.ts'
import type { TenantFile } from '#server/tenants/tenant-file.schema.ts'
import {
  deleteOtherServices,
  deleteServiceTexts,
  insertServiceTexts,
  listServices,
  listServiceTexts,
  upsertService,
} from './catalogue.queries.ts'

type Services = TenantFile['services']
type Service = Services[number]

/** Writes all services of a municipality, in place of those that were there. */
export async function saveServices(trx: Trx, tenantId: string, services: Services): Promise<void> {
  await deleteServiceTexts(trx, tenantId)
  for (const [position, service] of services.entries()) {
    await upsertService(trx, {
      tenant_id: tenantId,
      id: service.id,
      position,
      department_id: service.department,
      mailbox_id: service.mailbox,
      channels: JSON.stringify(service.channels),
      minutes: service.minutes,
      extra_person_minutes: service.extraPersonMinutes ?? null,
      life_situations: JSON.stringify(service.lifeSituations),
      popularity: service.popularity,
      terms: JSON.stringify(service.terms),
    })
    await insertServiceTexts(
      trx,
      Object.entries(service.text).map(([lang, content]) => ({
        tenant_id: tenantId,
        service_id: service.id,
        lang,
        status: 'published',
        version: 1,
        content: JSON.stringify(content),
      })),
    )
  }
}

/** Removes services that a municipality no longer has; call it once nothing points to them. */
export function removeOtherServices(trx: Trx, tenantId: string, services: Services): Promise<void> {
  return deleteOtherServices(
    trx,
    tenantId,
    services.map((service) => service.id),
  )
}

/** All services of a municipality, as its configuration file has them. */
export async function loadServices(db: Db, tenantId: string): Promise<Services> {
  const texts = new Map<string, Service['text']>()
  for (const row of await listServiceTexts(db, tenantId)) {
    const text = { ...texts.get(row.service_id), [row.lang]: JSON.parse(row.content) as unknown }
    texts.set(row.service_id, text as Service['text'])
  }
  return (await listServices(db, tenantId)).flatMap((row) => {
    const text = texts.get(row.id)
    if (!text) return []
    return {
      id: row.id,
      department: row.department_id,
      mailbox: row.mailbox_id,
      channels: JSON.parse(row.channels) as Service['channels'],
      minutes: row.minutes,
      ...(row.extra_person_minutes !== null && { extraPersonMinutes: row.extra_person_minutes }),
      lifeSituations: JSON.parse(row.life_situations) as string[],
      popularity: row.popularity,
      terms: JSON.parse(row.terms) as string[],
      text,
    }
  })
}

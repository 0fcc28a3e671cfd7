import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '#server/config.ts'

type Place = Pick<Config, 'dataDir'>

const ids = /^[\w-]{22}$/

/** Writes a file whole or not at all: outside of everything that is served, named by us alone. */
export async function writeStored(
  config: Place,
  tenantId: string,
  id: string,
  bytes: Buffer,
): Promise<void> {
  const path = pathOf(config, tenantId, id)
  await mkdir(join(config.dataDir, 'attachments', tenantId), { recursive: true, mode: 0o700 })
  const unfinished = `${path}.part`
  try {
    const handle = await open(unfinished, 'w', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** The bytes, or null if they are gone. */
export async function readStored(
  config: Place,
  tenantId: string,
  id: string,
): Promise<Buffer | null> {
  try {
    return await readFile(pathOf(config, tenantId, id))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

export async function removeStored(config: Place, tenantId: string, id: string): Promise<void> {
  const path = pathOf(config, tenantId, id)
  await rm(path, { force: true })
  await rm(`${path}.part`, { force: true })
}

function pathOf({ dataDir }: Place, tenantId: string, id: string): string {
  // Ids are ours; one that is not would be a way out of the folder.
  if (!ids.test(id) || !/^[a-z0-9-]+$/.test(tenantId)) throw new TypeError('no id of a file')
  return join(dataDir, 'attachments', tenantId, id)
}

import type {
  ChangePreview,
  ChangeSaved,
  Configuration,
  ConfigurationChangeInput,
} from '#shared/contracts/configuration.ts'
import type { Closure } from '#shared/contracts/office-configuration.ts'
import type { TestApp } from './app.ts'

const staff = '/api/teststadt/staff'

export const readConfiguration = async (app: TestApp): Promise<Configuration> =>
  (await app.get<Configuration>(`${staff}/configuration`)).body

/** Previews a change of what is there now. */
export async function preview(app: TestApp, change: ConfigurationChangeInput) {
  const { revision } = await readConfiguration(app)
  return app.post<ChangePreview>(`${staff}/configuration/preview`, { revision, change })
}

/** Saves a change of what is there now, without having looked at what it does. */
export async function change(app: TestApp, change: ConfigurationChangeInput) {
  const { revision } = await readConfiguration(app)
  return app.post<ChangeSaved>(`${staff}/configuration/changes`, { revision, change })
}

/** Looks at what a change does, and saves it. */
export async function changeKnowingly(app: TestApp, wanted: ConfigurationChangeInput) {
  const { revision } = await readConfiguration(app)
  const { body: seen } = await preview(app, wanted)
  return app.post<ChangeSaved>(`${staff}/configuration/changes`, {
    revision,
    change: wanted,
    ...(seen.acknowledge && { acknowledged: seen.acknowledge }),
  })
}

/** A closure of the one office of the tests. */
export function closing(closure: Omit<Closure, 'reason'>): ConfigurationChangeInput {
  const reason = { de: 'Personalversammlung', en: 'Staff meeting' }
  return { subject: 'closures', remove: [], add: [{ office: 'rathaus', reason, ...closure }] }
}

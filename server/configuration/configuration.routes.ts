import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import {
  ChangePreview,
  ChangeSaved,
  Configuration,
  PreviewChange,
  SaveChange,
} from '#shared/contracts/configuration.ts'
import { changeConfiguration, previewChange } from './change-configuration.ts'
import { describeConfiguration } from './describe-configuration.ts'

const tag = 'configuration'
const rightErrors = ['sign-in-required', 'forbidden'] as const
const changeErrors = [
  ...rightErrors,
  'bad-request',
  'invalid-input',
  'not-found',
  'in-use',
  'config-changed',
] as const

/** Offices, hours, closures, services at counters, mailboxes and settings of a municipality. */
export function configurationRoutes(deps: Deps) {
  const admins = requireRole(deps, 'admin')
  return new Hono<StaffEnv>()
    .get(
      '/configuration',
      describe({
        summary: 'All that an administrator may change',
        tag,
        answer: Configuration,
        errors: [...rightErrors],
      }),
      admins,
      (c) => c.json(describeConfiguration(deps, c.var.municipality)),
    )
    .post(
      '/configuration/preview',
      describe({
        summary: 'What a change would do: places gained and lost, people concerned',
        tag,
        answer: ChangePreview,
        errors: [...changeErrors],
      }),
      admins,
      validated('json', PreviewChange),
      async (c) => c.json(await previewChange(deps, c.var.municipality, c.req.valid('json'))),
    )
    .post(
      '/configuration/changes',
      describe({
        summary: 'Save a change; people who lose a place are offered another',
        tag,
        answer: ChangeSaved,
        errors: [...changeErrors, 'consequences-changed'],
      }),
      admins,
      validated('json', SaveChange),
      async (c) => {
        const { municipality, staff } = c.var
        return c.json(await changeConfiguration(deps, municipality, staff, c.req.valid('json')))
      },
    )
}

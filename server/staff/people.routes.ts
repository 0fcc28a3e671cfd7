import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import {
  ChangeRoles,
  InvitePerson,
  People,
  Person,
  ResendInvitation,
} from '#shared/contracts/people.ts'
import {
  changeRoles,
  describePeople,
  invite,
  resendInvitation,
  resetSecondFactor,
  setDisabled,
} from './people.ts'

const tag = 'people'
const rightErrors = ['sign-in-required', 'session-locked', 'forbidden'] as const
const inputErrors = [...rightErrors, 'bad-request', 'invalid-input'] as const

/** Who works at a municipality and as what: the matter of its admins. */
export function peopleRoutes(deps: Deps): Hono<StaffEnv> {
  const admins = requireRole(deps, 'admin')

  const routes = new Hono<StaffEnv>()
    .get(
      '/people',
      describe({
        summary: 'Everybody who works here',
        tag,
        answer: People,
        errors: [...rightErrors],
      }),
      admins,
      async (c) => c.json(await describePeople(deps, c.var.municipality, c.var.staff)),
    )
    .post(
      '/people',
      describe({
        summary: 'Give somebody roles and mail them how to sign in',
        tag,
        status: 201,
        answer: Person,
        errors: [...inputErrors],
      }),
      admins,
      validated('json', InvitePerson),
      async (c) => {
        const { municipality, staff } = c.var
        return c.json(await invite(deps, municipality, staff, c.req.valid('json')), 201)
      },
    )
    .post(
      '/people/:id/roles',
      describe({
        summary: 'Replace the roles of somebody; none: they work here no longer',
        tag,
        answer: People,
        errors: [...inputErrors, 'not-found', 'last-admin'],
      }),
      admins,
      validated('json', ChangeRoles),
      async (c) => {
        const { municipality, staff } = c.var
        const id = c.req.param('id')
        return c.json(await changeRoles(deps, municipality, staff, id, c.req.valid('json')))
      },
    )
    .post(
      '/people/:id/resend',
      describe({
        summary: 'Mail another link to somebody who has not signed in yet',
        tag,
        answer: Person,
        errors: [...inputErrors, 'not-found', 'state-conflict'],
      }),
      admins,
      validated('json', ResendInvitation),
      async (c) => {
        const { municipality, staff } = c.var
        const { lang } = c.req.valid('json')
        return c.json(await resendInvitation(deps, municipality, staff, c.req.param('id'), lang))
      },
    )
    .post(
      '/people/:id/reset-second-factor',
      describe({
        summary: 'Forget the second factors of somebody who has lost them',
        tag,
        answer: Person,
        errors: [...rightErrors, 'not-found'],
      }),
      admins,
      async (c) => {
        const { municipality, staff } = c.var
        return c.json(await resetSecondFactor(deps, municipality, staff, c.req.param('id')))
      },
    )

  for (const [action, isDisabled] of [
    ['disable', true],
    ['enable', false],
  ] as const) {
    routes.post(
      `/people/:id/${action}`,
      describe({
        summary: isDisabled
          ? 'Take away the access of somebody; their sessions end at once'
          : 'Give access back to somebody',
        tag,
        answer: Person,
        errors: [...rightErrors, 'not-found', 'last-admin'],
      }),
      admins,
      async (c) => {
        const { municipality, staff } = c.var
        return c.json(await setDisabled(deps, municipality, staff, c.req.param('id'), isDisabled))
      },
    )
  }
  return routes
}

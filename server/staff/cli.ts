import { composeDeps } from '#server/compose.ts'
import { readConfig } from '#server/config.ts'
import { migrate } from '#server/db/migrate.ts'
import * as v from 'valibot'
import { InvitePerson } from '#shared/contracts/people.ts'
import { inviteFirst } from './people.ts'

const usage = 'npm run staff -- invite MUNICIPALITY E-MAIL NAME [ROLE …]'

const [command, tenant = '', email = '', name = '', ...roles] = process.argv.slice(2)
const deps = composeDeps({ ...readConfig(), logLevel: 'warn' })
try {
  await migrate(deps.db, deps.engine)
  process.exitCode = await run()
} finally {
  await deps.db.destroy()
}

/** Whoever can start the server may say who administers it first; all others are invited by them. */
async function run(): Promise<number> {
  const body = { name, email, roles: roles.length > 0 ? roles : ['admin'], lang: 'de' }
  const invitation = v.safeParse(InvitePerson, body)
  if (command !== 'invite' || !invitation.success) return fail(usage)
  const municipality = await deps.municipalities.find(deps.db, tenant)
  if (!municipality) return fail(`There is no municipality named "${tenant}".`)
  await inviteFirst(deps, municipality, invitation.output)
  process.stdout.write(`${invitation.output.email}: invited; the mail goes out with the server\n`)
  return 0
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`)
  return 1
}

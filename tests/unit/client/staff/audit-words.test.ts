import { expect, it } from 'vitest'
import { appointmentStates } from '#shared/contracts/appointments.ts'
import { auditActions } from '#shared/contracts/audit.ts'
import { ConfigurationChange } from '#shared/contracts/configuration.ts'
import { roles } from '#shared/contracts/staff.ts'
import german from '#client/i18n/de/staff-audit.json' with { type: 'json' }
import germanShell from '#client/i18n/de/staff-shell.json' with { type: 'json' }
import germanTeam from '#client/i18n/de/staff-team.json' with { type: 'json' }
import english from '#client/i18n/en/staff-audit.json' with { type: 'json' }

it.each([
  ['German', german],
  ['English', english],
])('everything in the records has words in %s', (_language, words) => {
  expect(Object.keys(words.actions).sort()).toEqual([...auditActions].sort())
})

it.each([
  ['German', german],
  ['English', english],
])('everything that can be configured, and every state, has words in %s', (_language, words) => {
  const subjects = ConfigurationChange.options.map(({ entries }) => entries.subject.literal)
  expect(Object.keys(words.subjects)).toEqual(expect.arrayContaining(subjects))
  expect(Object.keys(words.values)).toEqual(expect.arrayContaining([...appointmentStates]))
})

it('every role has a name and says what it is for', () => {
  expect(Object.keys(germanShell.roles).sort()).toEqual([...roles].sort())
  expect(Object.keys(germanTeam.roleTexts).sort()).toEqual([...roles].sort())
})

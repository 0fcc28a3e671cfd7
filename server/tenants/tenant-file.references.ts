import type { FieldErrorCode } from '#shared/contracts/fields.ts'

export interface DanglingReference {
  path: (string | number)[]
  /** The same as a code, for forms. */
  code: FieldErrorCode
  message: string
}

type Path = DanglingReference['path']
type Entry = Record<string, unknown>

/**
 * What no schema can see: names that lead nowhere, names given twice, times that end before they
 * begin. Takes the file as it was read, however wrong it is, so that one look finds everything.
 */
export function checkReferences(file: unknown): DanglingReference[] {
  const found: DanglingReference[] = []
  const report = (path: Path, code: FieldErrorCode, message: string) =>
    found.push({ path, code, message })

  const top = asEntry(file)
  const mailboxes = idsOf(top.mailboxes)
  const departments = idsOf(top.departments)
  const lifeSituations = idsOf(top.lifeSituations)
  const services = idsOf(top.services)
  const minutes = new Map(entriesOf(top.services).map((entry) => [entry.id, entry.minutes]))
  const expect = (known: Set<unknown>, id: unknown, path: Path) => {
    if (typeof id === 'string' && !known.has(id))
      report(path, 'unknown-value', `"${id}" is not defined in this file`)
  }
  const expectUnique = (seen: Set<unknown>, { id }: Entry, path: Path) => {
    if (typeof id === 'string' && seen.has(id)) {
      report([...path, 'id'], 'not-unique', `"${id}" stands here twice`)
    }
    seen.add(id)
  }

  expect(mailboxes, asEntry(top.tenant).generalMailbox, ['tenant', 'generalMailbox'])
  for (const list of [
    'departments',
    'lifeSituations',
    'mailboxes',
    'offices',
    'services',
    'faq',
    'authorities',
  ]) {
    const seen = new Set<unknown>()
    entriesOf(top[list]).forEach((entry, index) => expectUnique(seen, entry, [list, index]))
  }
  entriesOf(top.mailboxes).forEach((mailbox, index) =>
    expect(departments, mailbox.department, ['mailboxes', index, 'department']),
  )
  const questions = idsOf(top.faq)
  const checkEntry = (entry: Entry, path: Path, alike: Set<unknown>) => {
    expect(departments, entry.department, [...path, 'department'])
    expect(mailboxes, entry.mailbox, [...path, 'mailbox'])
    const named = { lifeSituations, services, related: alike }
    for (const [key, known] of Object.entries(named)) {
      listOf(entry[key]).forEach((id, position) => expect(known, id, [...path, key, position]))
    }
  }
  for (const [list, alike] of [
    ['services', services],
    ['faq', questions],
  ] as const) {
    entriesOf(top[list]).forEach((entry, index) => {
      checkEntry(entry, [list, index], alike)
      checkEntry(asEntry(entry.override), [list, index, 'override'], alike)
      if (entry.from !== undefined && entry.from === asEntry(top.tenant).slug) {
        report([list, index, 'from'], 'invalid', 'is this municipality itself')
      }
      listOf(asEntry(entry.override ?? entry).fees).forEach((fee, position) => {
        const { validFrom, validTo } = asEntry(fee)
        if (validTo !== validFrom && isOrdered(validTo, validFrom)) {
          const place = entry.override ? ['override', 'fees'] : ['fees']
          report(
            [list, index, ...place, position, 'validTo'],
            'not-later',
            'must not be earlier than "validFrom"',
          )
        }
      })
    })
  }

  checkRequests(asEntry(top.requests), { expect, expectUnique, report, mailboxes, services })

  const groupIds = new Set<unknown>()
  entriesOf(top.offices).forEach((office, officeIndex) => {
    const path = ['offices', officeIndex]
    entriesOf(office.groups).forEach((group, groupIndex) => {
      const groupPath = [...path, 'groups', groupIndex]
      expectUnique(groupIds, group, groupPath)
      entriesOf(group.opening).forEach((rule, index) => {
        const rulePath = [...groupPath, 'opening', index]
        if (isOrdered(rule.to, rule.from)) {
          report([...rulePath, 'to'], 'not-later', 'must be later than "from"')
        }
        if (rule.validTo !== rule.validFrom && isOrdered(rule.validTo, rule.validFrom)) {
          report([...rulePath, 'validTo'], 'not-later', 'must not be earlier than "validFrom"')
        }
      })
      const here = new Set<unknown>()
      listOf(group.services).forEach((entry, index) => {
        const id = typeof entry === 'string' ? entry : asEntry(entry).id
        const servicePath = [...groupPath, 'services', index]
        expect(services, id, servicePath)
        if (here.has(id)) report(servicePath, 'not-unique', `"${String(id)}" stands here twice`)
        here.add(id)
        if (typeof entry === 'string' && minutes.get(id) === 0) {
          report(
            servicePath,
            'no-minutes',
            `"${entry}" takes no minutes, so nobody can come for it`,
          )
        }
      })
    })
    entriesOf(office.closures).forEach((closure, index) => {
      const closurePath = [...path, 'closures', index]
      if (closure.from !== closure.to && isOrdered(closure.to, closure.from)) {
        report([...closurePath, 'to'], 'not-later', 'must not be earlier than "from"')
      }
      if ((closure.fromTime === undefined) !== (closure.toTime === undefined)) {
        report(closurePath, 'required', 'needs both "fromTime" and "toTime", or neither')
      }
      if (isOrdered(closure.toTime, closure.fromTime)) {
        report([...closurePath, 'toTime'], 'not-later', 'must be later than "fromTime"')
      }
      expect(idsOf(office.groups), closure.group, [...closurePath, 'group'])
    })
  })
  return found
}

/** Teams and topics of requests: whose they are, and when somebody is there. */
function checkRequests(
  requests: Entry,
  {
    expect,
    expectUnique,
    report,
    mailboxes,
    services,
  }: {
    expect: (known: Set<unknown>, id: unknown, path: Path) => void
    expectUnique: (seen: Set<unknown>, entry: Entry, path: Path) => void
    report: (path: Path, code: FieldErrorCode, message: string) => void
    mailboxes: Set<unknown>
    services: Set<unknown>
  },
): void {
  const checkHours = (hours: unknown, path: Path) =>
    entriesOf(hours).forEach(({ from, to }, index) => {
      if (isOrdered(to, from)) {
        report([...path, index, 'to'], 'not-later', 'must be later than "from"')
      }
    })
  checkHours(requests.hours, ['requests', 'hours'])
  const teams = new Set<unknown>()
  entriesOf(requests.teams).forEach((team, index) => {
    const path = ['requests', 'teams', index]
    expect(mailboxes, team.mailbox, [...path, 'mailbox'])
    expectUnique(teams, { id: team.mailbox }, path)
    checkHours(team.hours, [...path, 'hours'])
  })
  const topics = new Set<unknown>()
  entriesOf(requests.topics).forEach((topic, index) => {
    const path = ['requests', 'topics', index]
    expectUnique(topics, topic, path)
    expect(mailboxes, topic.mailbox, [...path, 'mailbox'])
    expect(services, topic.service, [...path, 'service'])
    const fields = new Set<unknown>()
    entriesOf(topic.fields).forEach((field, position) => {
      const fieldPath = [...path, 'fields', position]
      expectUnique(fields, field, fieldPath)
      if (field.type === 'choice' && listOf(field.choices).length === 0) {
        report([...fieldPath, 'choices'], 'required', 'has nothing to choose from')
      }
    })
  })
}

function asEntry(value: unknown): Entry {
  return typeof value === 'object' && value !== null ? (value as Entry) : {}
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function entriesOf(value: unknown): Entry[] {
  return listOf(value).map(asEntry)
}

function idsOf(value: unknown): Set<unknown> {
  return new Set(entriesOf(value).map(({ id }) => id))
}

/** Whether both are texts, and the first comes before or with the second. */
function isOrdered(first: unknown, second: unknown): boolean {
  return typeof first === 'string' && typeof second === 'string' && first <= second
}

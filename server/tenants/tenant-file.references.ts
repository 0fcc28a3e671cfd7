import type { TenantFile } from './tenant-file.schema.ts'

export interface DanglingReference {
  path: (string | number)[]
  message: string
}

/** What no schema can see: names that lead nowhere, names given twice, times that end before they begin. */
export function checkReferences(file: TenantFile): DanglingReference[] {
  const found: DanglingReference[] = []
  const report = (path: DanglingReference['path'], message: string) => found.push({ path, message })

  const ids = (list: readonly { id: string }[]) => new Set(list.map(({ id }) => id))
  const mailboxes = ids(file.mailboxes)
  const departments = ids(file.departments)
  const lifeSituations = ids(file.lifeSituations)
  const services = ids(file.services)
  const expect = (known: Set<string>, id: string, path: DanglingReference['path']) => {
    if (!known.has(id)) report(path, `"${id}" is not defined in this file`)
  }
  const expectUnique = (list: readonly { id: string }[], path: DanglingReference['path']) => {
    const seen = new Set<string>()
    list.forEach(({ id }, index) => {
      if (seen.has(id)) report([...path, index, 'id'], `"${id}" stands here twice`)
      seen.add(id)
    })
  }

  expect(mailboxes, file.tenant.generalMailbox, ['tenant', 'generalMailbox'])
  for (const list of ['departments', 'lifeSituations', 'mailboxes', 'offices', 'services'] as const) {
    expectUnique(file[list], [list])
  }
  file.mailboxes.forEach((mailbox, index) =>
    expect(departments, mailbox.department, ['mailboxes', index, 'department']),
  )
  file.services.forEach((service, index) => {
    expect(departments, service.department, ['services', index, 'department'])
    expect(mailboxes, service.mailbox, ['services', index, 'mailbox'])
    service.lifeSituations.forEach((id, position) =>
      expect(lifeSituations, id, ['services', index, 'lifeSituations', position]),
    )
  })

  const groupIds = new Set<string>()
  file.offices.forEach((office, officeIndex) => {
    const path = ['offices', officeIndex]
    office.groups.forEach((group, groupIndex) => {
      const groupPath = [...path, 'groups', groupIndex]
      if (groupIds.has(group.id)) report([...groupPath, 'id'], `"${group.id}" stands here twice`)
      groupIds.add(group.id)
      group.opening.forEach((rule, index) => {
        if (rule.from >= rule.to) {
          report([...groupPath, 'opening', index, 'to'], 'must be later than "from"')
        }
      })
      group.services.forEach((entry, index) =>
        expect(services, typeof entry === 'string' ? entry : entry.id, [
          ...groupPath,
          'services',
          index,
        ]),
      )
    })
    office.closures.forEach((closure, index) => {
      const closurePath = [...path, 'closures', index]
      if (closure.from > closure.to) {
        report([...closurePath, 'to'], 'must not be earlier than "from"')
      }
      if ((closure.fromTime === undefined) !== (closure.toTime === undefined)) {
        report(closurePath, 'needs both "fromTime" and "toTime", or neither')
      }
      if (closure.group) {
        expect(ids(office.groups), closure.group, [...closurePath, 'group'])
      }
    })
  })
  return found
}

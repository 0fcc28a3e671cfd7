import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatTenantFile, parseTenantFile, parseTenantFiles } from '#server/tenants/tenant-file.ts'
import { parseSmallTenant, smallTenant } from './small-tenant.ts'

const folder = join(import.meta.dirname, '../../../server/db/seed/tenants')
/** A municipality may be written in several files: `musterstadt.yaml`, `musterstadt.faq-1.yaml`. */
const demoFiles = Map.groupBy(
  readdirSync(folder).filter((name) => name.endsWith('.yaml')),
  (name) => name.split('.')[0]!,
)

/** Any text that the schema leaves as it is: not empty, no spaces around it. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 150 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '---',
      '...',
      '- a',
      'a: b',
      '# a',
      '*a',
      '&a',
      '!a',
      '%a',
      '|',
      '>',
      '{}',
      '~',
    ),
    fc.constantFrom('null', 'true', 'no', '1e3', '0x1f', '08:05', '2026-11-23', 'a\n\n b\n', "'"),
  )
  .map((text) => text.trim())
  .filter((text) => text.length > 0 && text.isWellFormed())

describe('the demo', () => {
  it('has three municipalities', () => {
    expect([...demoFiles.keys()].sort()).toEqual([
      'kreis-musterland',
      'musterstadt',
      'neustadt-am-see',
    ])
  })

  it.each([...demoFiles])(
    'has in %s a municipality that can be imported, exported and again',
    (slug, names) => {
      const file = parseTenantFiles(
        names.map((name) => ({ name, source: readFileSync(join(folder, name), 'utf8') })),
      )
      expect(file.tenant.slug).toBe(slug)
      expect(parseTenantFile(formatTenantFile(file))).toEqual(file)
    },
  )
})

describe('a municipality', () => {
  it('has what its file says, and the defaults of what it does not say', () => {
    const file = parseSmallTenant()
    expect(file.tenant.population).toBe(812)
    expect(file.appointments).toEqual({
      holdMinutes: 45,
      livePerAddress: 2,
      holdsPerHour: 5,
      returnWindowMinutes: 15,
      retentionDays: 2,
      maxPersons: 6,
      replacementHours: 48,
    })
    expect(file.counter).toEqual({
      walkIns: 'none',
      walkInEvery: 4,
      walkInAfterMinutes: 45,
      earlyMinutes: 30,
      lateMinutes: 15,
      noShowMinutes: 3,
      undoMinutes: 15,
      admitUnconfirmed: false,
      overbook: 'admins',
    })
    expect(file.offices[0]?.groups[0]?.opening[1]).toEqual({
      days: ['thu'],
      from: '10:00',
      to: '18:00',
      counters: 1,
      reserve: 0,
    })
    expect(file.services[1]).toMatchObject({ popularity: 0, terms: [] })
  })

  it('needs no zone, no limits and no closures', () => {
    const { appointments, ...rest } = parseSmallTenant({ '  zone: Europe/Berlin\n': '' })
    expect(rest.tenant.zone).toBe('Europe/Berlin')
    expect(appointments.holdMinutes).toBe(45)
  })

  it('is exported as a file that tells how to read it', () => {
    const exported = formatTenantFile(parseSmallTenant())
    expect(exported).toMatch(/^# .*npm run tenant -- import FILE\n# .*\ntenant:\n/)
  })

  it('is the same after it was exported and imported', () => {
    const file = parseTenantFile(smallTenant)
    expect(parseTenantFile(formatTenantFile(file))).toEqual(file)
  })

  it('is exported alike each time, so that two exports can be compared', () => {
    const exported = formatTenantFile(parseSmallTenant())
    expect(formatTenantFile(parseTenantFile(exported))).toBe(exported)
  })

  it('keeps every text through export and import, whatever stands in it', () => {
    const small = parseSmallTenant()
    fc.assert(
      fc.property(text, text, fc.array(text, { maxLength: 3 }), (name, welcome, imprint) => {
        const tenant = {
          ...small.tenant,
          name,
          welcome: { de: welcome, en: name },
          imprint: { de: imprint },
        }
        const file = { ...small, tenant }
        expect(parseTenantFile(formatTenantFile(file))).toEqual(file)
      }),
      { numRuns: 300 },
    )
  })
})

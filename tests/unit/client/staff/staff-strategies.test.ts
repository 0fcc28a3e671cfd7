import { describe, expect, it } from 'vitest'
import { outdatedStaffCaches, staffStrategyFor } from '#client/sw/staff-strategies.ts'

const origin = 'https://rathaus.example'
const precached = new Set(['/staff.html', '/assets/staff-1a2b.js'])

const ask = (path: string, request: { method?: string; mode?: string } = {}) =>
  staffStrategyFor(
    { method: 'GET', mode: 'cors', ...request, url: new URL(path, origin) },
    origin,
    precached,
  )
const open = (path: string) => ask(path, { mode: 'navigate' })

describe("the staff's service worker", () => {
  it('brings pages of the staff up without network, and no others', () => {
    expect(open('/staff')).toBe('navigate')
    expect(open('/staff/musterstadt/schalter/empfang?standort=mitte')).toBe('navigate')
    expect(open('/staffel')).toBe('pass')
    expect(open('/musterstadt/')).toBe('pass')
  })

  it('serves the files of its build from the cache', () => {
    expect(ask('/assets/staff-1a2b.js')).toBe('cache-first')
    expect(ask('/assets/of-another-build.js')).toBe('pass')
  })

  it.each(['/api/musterstadt?lang=de', '/crests/musterstadt.svg'])('remembers %s', (path) => {
    expect(ask(path)).toBe('network-first')
  })

  it.each([
    '/api/musterstadt/staff/snapshot?office=mitte',
    '/api/musterstadt/staff/appointments?office=mitte&date=2026-11-23',
    '/api/musterstadt/staff/live?office=mitte',
    '/api/musterstadt/staff/search?q=meier',
    '/api/staff/me',
    '/api/auth/options',
    '/api/tenants',
    '/api/auth',
    '/api/staff',
  ])('never keeps %s', (path) => {
    expect(ask(path)).toBe('pass')
  })

  it('never touches what is sent, nor what is elsewhere', () => {
    expect(ask('/api/musterstadt', { method: 'POST' })).toBe('pass')
    expect(ask('https://elsewhere.example/staff', { mode: 'navigate' })).toBe('pass')
  })

  it('drops its own caches of earlier builds only', () => {
    const names = [
      'rathauslotse-files-1',
      'staff-rathauslotse-files-1',
      'staff-rathauslotse-answers',
    ]
    expect(outdatedStaffCaches(names, ['staff-rathauslotse-answers'])).toEqual([
      'staff-rathauslotse-files-1',
    ])
  })
})

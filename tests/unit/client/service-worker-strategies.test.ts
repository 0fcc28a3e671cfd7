import { describe, expect, it } from 'vitest'
import { outdatedCaches, strategyFor } from '#client/sw/strategies.ts'

const origin = 'https://rathaus.example'
const precached = new Set(['/index.html', '/assets/app-1a2b.js'])

const ask = (path: string, request: { method?: string; mode?: string } = {}) =>
  strategyFor(
    { method: 'GET', mode: 'cors', ...request, url: new URL(path, origin) },
    origin,
    precached,
  )
const open = (path: string) => ask(path, { mode: 'navigate' })

describe('the service worker', () => {
  it('serves the files of its build from the cache', () => {
    expect(ask('/assets/app-1a2b.js')).toBe('cache-first')
    expect(ask('/assets/of-another-build.js')).toBe('pass')
  })

  it('opens pages from the network and keeps the shell for when there is none', () => {
    expect(open('/')).toBe('navigate')
    expect(open('/musterstadt/meine')).toBe('navigate')
    expect(open('/index.html')).toBe('navigate')
  })

  it.each([
    '/api/musterstadt',
    '/api/musterstadt?lang=en',
    '/api/musterstadt/catalogue?lang=de',
    '/api/musterstadt/search-bundle?lang=de',
    '/crests/musterstadt.svg',
  ])('remembers the public texts of %s', (path) => {
    expect(ask(path)).toBe('network-first')
  })

  it.each([
    '/api/musterstadt/slots?service=reisepass',
    '/api/musterstadt/search?q=reisepass',
    '/api/musterstadt/services/reisepass',
    '/api/musterstadt/earliest?lang=de',
    '/api/musterstadt/appointments',
    '/api/musterstadt/appointments/view',
    '/api/musterstadt/staff/appointments',
  ])('never keeps %s', (path) => {
    expect(ask(path)).toBe('pass')
  })

  it('never touches what is sent', () => {
    expect(ask('/api/musterstadt', { method: 'POST' })).toBe('pass')
    expect(ask('/api/musterstadt/appointments/view', { method: 'POST' })).toBe('pass')
  })

  it.each(['/demo/mail', '/staff/', '/api/openapi.json', '/.well-known/security.txt'])(
    'leaves the page %s to the network',
    (path) => {
      expect(open(path)).toBe('pass')
    },
  )

  it('leaves other origins alone', () => {
    expect(ask('https://elsewhere.example/api/musterstadt')).toBe('pass')
  })

  it('drops the caches of earlier builds and no others', () => {
    const names = [
      'rathauslotse-files-1',
      'rathauslotse-files-2',
      'rathauslotse-answers',
      'foreign',
    ]
    const kept = ['rathauslotse-files-2', 'rathauslotse-answers']
    expect(outdatedCaches(names, kept)).toEqual(['rathauslotse-files-1'])
  })
})

/// <reference lib="webworker" />
import { cachePrefix, outdatedStaffCaches, staffStrategyFor } from './staff-strategies.ts'

declare const self: ServiceWorkerGlobalScope
/** Paths of the files of the counter's pages, the shell among them; written in by the build. */
declare const __PRECACHE__: string[]
/** Changes with every build; written in by the build. */
declare const __VERSION__: string

const shell = '/staff'
/** A queue stands at the reception: nobody waits longer for a network that is nearly gone. */
const patienceMs = 3000
const files = `${cachePrefix}files-${__VERSION__}`
const answers = `${cachePrefix}answers`
const precached: ReadonlySet<string> = new Set(__PRECACHE__)

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(files).then((cache) => cache.addAll(__PRECACHE__)))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOutdated().then(() => self.clients.claim()))
})

// Sent by a page that has just been opened, before anything is typed.
self.addEventListener('message', (event) => {
  if (event.data === 'skip-waiting') void self.skipWaiting()
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { method, mode } = request
  const asked = { method, mode, url: new URL(request.url) }
  const strategy = staffStrategyFor(asked, self.location.origin, precached)
  if (strategy === 'navigate') event.respondWith(navigate(request))
  if (strategy === 'cache-first') event.respondWith(cacheFirst(request))
  if (strategy === 'network-first') event.respondWith(networkFirst(request))
})

async function dropOutdated() {
  const names = outdatedStaffCaches(await caches.keys(), [files, answers])
  await Promise.all(names.map((name) => caches.delete(name)))
}

async function cached(request: Request | string, name: string): Promise<Response | undefined> {
  const cache = await caches.open(name)
  return cache.match(request)
}

/** The network, if it answers in time and is not out of order itself; else what is known. */
function preferNetwork(network: Promise<Response>, known?: Response): Promise<Response> {
  if (!known) return network
  const timeout = new Promise<Response>((resolve) => {
    setTimeout(() => resolve(known.clone()), patienceMs)
  })
  const answer = network.then((response) => (response.status < 500 ? response : known.clone()))
  return Promise.race([answer, timeout]).catch(() => known)
}

async function navigate(request: Request): Promise<Response> {
  return preferNetwork(fetch(request), await cached(shell, files))
}

async function cacheFirst(request: Request): Promise<Response> {
  return (await cached(request, files)) ?? fetch(request)
}

async function networkFirst(request: Request): Promise<Response> {
  return preferNetwork(fetchAndKeep(request), await cached(request, answers))
}

async function fetchAndKeep(request: Request): Promise<Response> {
  const response = await fetch(request)
  if (response.ok) {
    const cache = await caches.open(answers)
    await cache.put(request, response.clone())
  }
  return response
}

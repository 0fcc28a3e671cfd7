/// <reference lib="webworker" />
import { isOwnPage, readNotice } from './notices.ts'
import { answersCache, keptHeader, outdatedCaches, strategyFor } from './strategies.ts'

declare const self: ServiceWorkerGlobalScope
/** Paths of the build's files, the shell among them; written in by the build. */
declare const __PRECACHE__: string[]
/** Changes with every build; written in by the build. */
declare const __VERSION__: string

const shell = '/index.html'
/** Nobody waits longer for the network when the device has an answer. */
const patienceMs = 3000
const files = `rathauslotse-files-${__VERSION__}`
const precached: ReadonlySet<string> = new Set(__PRECACHE__)

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(files).then((cache) => cache.addAll(__PRECACHE__)))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOutdated().then(() => self.clients.claim()))
})

// The page sends this once the person has agreed to the new version.
self.addEventListener('message', (event) => {
  if (event.data === 'skip-waiting') void self.skipWaiting()
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  const strategy = strategyFor(
    { method: request.method, mode: request.mode, url },
    self.location.origin,
    precached,
  )
  if (strategy === 'navigate') event.respondWith(navigate(request))
  if (strategy === 'cache-first') event.respondWith(cacheFirst(request))
  if (strategy === 'network-first') event.respondWith(networkFirst(request))
})

self.addEventListener('push', (event) => {
  const notice = readNotice(event.data?.text() ?? '')
  if (notice) event.waitUntil(self.registration.showNotification(notice.title, notice.options))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { home } = event.notification.data as { home: string }
  event.waitUntil(openAppointment(home))
})

/** The open page of the appointment comes to the front; else what this device has kept of it. */
async function openAppointment(home: string) {
  const pages = await self.clients.matchAll({ type: 'window' })
  const own = pages.find(({ url }) => isOwnPage(url, home))
  await (own ? own.focus() : self.clients.openWindow(`${home}/meine`))
}

async function dropOutdated() {
  const names = outdatedCaches(await caches.keys(), [files, answersCache])
  await Promise.all(names.map((name) => caches.delete(name)))
}

async function cached(request: Request | string, cacheName: string): Promise<Response | undefined> {
  const cache = await caches.open(cacheName)
  return cache.match(request)
}

function preferNetwork(network: Promise<Response>, known?: Response): Promise<Response> {
  if (!known) return network
  const timeout = new Promise<Response>((resolve) => {
    setTimeout(() => resolve(known.clone()), patienceMs)
  })
  return Promise.race([network, timeout]).catch(() => known)
}

/** A page is never stored: it may be somebody's. Without network the shell shows what the device knows. */
async function navigate(request: Request): Promise<Response> {
  return preferNetwork(fetch(request), await cached(shell, files))
}

async function cacheFirst(request: Request): Promise<Response> {
  return (await cached(request, files)) ?? fetch(request)
}

async function networkFirst(request: Request): Promise<Response> {
  return preferNetwork(fetchAndKeep(request), await cached(request, answersCache).then(asKept))
}

/** Says where it comes from, so that a reader can be told that it may be of yesterday. */
function asKept(known?: Response): Response | undefined {
  if (!known) return undefined
  const { status, body } = known
  const headers = new Headers(known.headers)
  headers.set(keptHeader, 'true')
  return new Response(body, { status, headers })
}

async function fetchAndKeep(request: Request): Promise<Response> {
  const response = await fetch(request)
  if (response.ok) {
    const cache = await caches.open(answersCache)
    await cache.put(request, response.clone())
  }
  return response
}

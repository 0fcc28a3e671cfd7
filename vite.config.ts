import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import vue from '@vitejs/plugin-vue'
import { build, defineConfig, type Plugin, type Rolldown } from 'vite'

const server = `http://localhost:${process.env.PORT ?? 3000}`

export default defineConfig({
  plugins: [
    vue(),
    staffPages(),
    // Residents have all of their pages with them, and nothing of the staff's.
    serviceWorker({
      entry: 'client/sw/sw.ts',
      script: 'sw.js',
      page: 'index.html',
      shell: '/index.html',
    }),
    // A counter goes on without network; nobody writes entries or changes opening hours without it.
    serviceWorker({
      entry: 'client/sw/staff-sw.ts',
      script: 'staff-sw.js',
      page: 'staff.html',
      // With the headers of a page, which allow its camera to read codes.
      shell: '/staff',
      without: /\/client\/staff\/(admin|knowledge|requests|desk)\//,
    }),
  ],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    outDir: 'dist/client',
    manifest: true,
    target: ['es2020', 'chrome87', 'safari14', 'firefox78'],
    // The content security policy allows neither inline scripts nor data: URLs.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: ['index.html', 'staff.html'].filter((page) => existsSync(page)) },
  },
  server: { proxy: { '/api': server, '/demo': server, '/.well-known': server } },
})

/** In development the staff's paths lead to their own page, as the server does it later. */
function staffPages(): Plugin {
  return {
    name: 'staff-pages',
    configureServer({ middlewares }) {
      middlewares.use((request, _response, next) => {
        if (/^\/staff(\/[^.]*)?$/.test(request.url ?? '')) request.url = '/staff.html'
        next()
      })
    },
  }
}

interface Worker {
  entry: string
  /** The name of what is built. */
  script: string
  /** The page whose files it keeps, with all that this page can load, */
  page: string
  /** where the server shows that page, */
  shell: string
  /** but what begins with one of these modules. */
  without?: RegExp
}

/** Builds a service worker in a second step, when the names of the files to keep are known. */
function serviceWorker({ entry, script, page, shell, without }: Worker): Plugin {
  return {
    name: script,
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      if (!existsSync(entry)) return
      const files = filesOfPage(page, bundle, without)
      const paths = [shell, ...files.map((file) => `/${file}`)]
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: {
          __PRECACHE__: JSON.stringify(paths),
          __VERSION__: JSON.stringify(versionOf(page, files, bundle)),
        },
        build: {
          outDir: dir,
          emptyOutDir: false,
          rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: script } },
        },
      })
    },
  }
}

function filesOfPage(page: string, bundle: Rolldown.OutputBundle, without?: RegExp): string[] {
  const files = new Set<string>()
  const visit = (name: string) => {
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk' || files.has(name)) return
    if (without?.test(chunk.facadeModuleId ?? '')) return
    files.add(name)
    chunk.viteMetadata?.importedCss.forEach((file) => files.add(file))
    chunk.viteMetadata?.importedAssets.forEach((file) => files.add(file))
    for (const imported of [...chunk.imports, ...chunk.dynamicImports]) visit(imported)
  }
  const entry = Object.values(bundle).find(
    (file) => file.type === 'chunk' && file.isEntry && file.facadeModuleId?.endsWith(`/${page}`),
  )
  if (entry) visit(entry.fileName)
  return [...files]
}

/** Names change with their content, except the page's; its text names the others. */
function versionOf(name: string, files: string[], bundle: Rolldown.OutputBundle): string {
  const page = bundle[name]
  const text = page?.type === 'asset' ? page.source : ''
  return createHash('sha256').update(files.join()).update(text).digest('hex').slice(0, 12)
}

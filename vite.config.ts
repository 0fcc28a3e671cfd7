import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import vue from '@vitejs/plugin-vue'
import { build, defineConfig, type Plugin, type Rolldown } from 'vite'

const server = `http://localhost:${process.env.PORT ?? 3000}`

export default defineConfig({
  plugins: [vue(), staffPages(), serviceWorker('client/sw/sw.ts')],
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

/**
 * Builds the service worker in a second step, when the names of the files to keep are known: the
 * residents' page and all that it can load, but nothing of the staff's.
 */
function serviceWorker(entry: string): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      if (!existsSync(entry)) return
      const files = ['index.html', ...filesOfPage('index.html', bundle)]
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: {
          __PRECACHE__: JSON.stringify(files.map((file) => `/${file}`)),
          __VERSION__: JSON.stringify(versionOf(files, bundle)),
        },
        build: {
          outDir: dir,
          emptyOutDir: false,
          rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: 'sw.js' } },
        },
      })
    },
  }
}

function filesOfPage(page: string, bundle: Rolldown.OutputBundle): string[] {
  const files = new Set<string>()
  const visit = (name: string) => {
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk' || files.has(name)) return
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
function versionOf(files: string[], bundle: Rolldown.OutputBundle): string {
  const page = bundle['index.html']
  const text = page?.type === 'asset' ? page.source : ''
  return createHash('sha256').update(files.join()).update(text).digest('hex').slice(0, 12)
}

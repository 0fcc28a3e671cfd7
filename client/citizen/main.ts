import '#client/styles/index.css'

import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { firstLanguage, useLanguage } from '#client/composables/useLanguage.ts'
import { i18n } from '#client/i18n/index.ts'
import App from './App.vue'
import { router } from './router.ts'
import { forgetOldDrafts } from './stores/old-drafts.ts'
import { ensureTenant } from './tenant/useTenant.ts'

/** The page that the server has rendered stays readable until the app can show something better. */
async function start() {
  forgetOldDrafts(Date.now())
  const app = createApp(App).use(createPinia()).use(i18n).use(router)

  const language = firstLanguage(location.search)
  const { beginWith, setLang } = useLanguage()
  const isWishedByAddress = new URLSearchParams(location.search).has('lang')
  await Promise.all([
    isWishedByAddress ? setLang(language) : beginWith(language),
    router.isReady(),
    ensureTenant(location.pathname.split('/')[1] ?? '', language),
  ])

  app.mount('#app')
}

void start()

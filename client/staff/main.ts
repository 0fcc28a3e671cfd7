import '#client/styles/index.css'

import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { firstLanguage, useLanguage } from '#client/composables/useLanguage.ts'
import { i18n, takeWordsFrom } from '#client/i18n/index.ts'
import StaffApp from './StaffApp.vue'
import { router } from './router.ts'
import { useSession } from './session/useSession.ts'
import { registerStaffWorker } from './staff-worker.ts'

takeWordsFrom({ de: () => import('./words/de.ts'), en: () => import('./words/en.ts') })

async function start() {
  const app = createApp(StaffApp).use(createPinia()).use(i18n).use(router)
  await Promise.all([
    useLanguage().beginWith(firstLanguage(location.search)),
    router.isReady(),
    useSession().refresh(),
  ])
  app.mount('#app')
  void registerStaffWorker()
}

void start()

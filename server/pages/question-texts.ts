import { html } from 'hono/html'
import type { Catalogue } from '#shared/contracts/catalogue.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { TenantView } from '#shared/contracts/tenants.ts'
import { byTopic } from '#shared/domain/by-topic.ts'
import { entryList, framed } from './frame.ts'
import { pageWords } from './words.ts'

/** All questions, by life situation. */
export function questionsText(tenant: TenantView, { faq }: Catalogue, lang: Language) {
  const t = pageWords[lang]
  const groups = byTopic(faq, tenant.lifeSituations)
  return framed(
    tenant,
    lang,
    html`<h1>${t.questions}</h1>
      ${groups.map(
        ({ topic, entries }) =>
          html`<h2>${topic?.name ?? t.otherQuestions}</h2>
            ${entryList(
              tenant,
              lang,
              'fragen',
              entries.map(({ slug, question }) => ({ slug, title: question })),
            )}`,
      )}`,
  )
}

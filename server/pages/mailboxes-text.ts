import { html } from 'hono/html'
import type { Language } from '#shared/contracts/fields.ts'
import type { MailboxList, TenantView } from '#shared/contracts/tenants.ts'
import { framed, link } from './frame.ts'
import { pageWords } from './words.ts'

/** The public list of functional addresses, by department and matter. */
export function mailboxesText(tenant: TenantView, { mailboxes }: MailboxList, lang: Language) {
  const t = pageWords[lang]
  const groups = tenant.departments.map(({ slug, name }) => ({
    name,
    own: mailboxes.filter(({ department }) => department === slug),
  }))
  return framed(
    tenant,
    lang,
    html`<h1>${t.mailboxes}</h1>
      <p><a href="/api/${tenant.slug}/mailboxes.csv?lang=${lang}">${t.asTable}</a></p>
      ${groups
        .filter(({ own }) => own.length > 0)
        .map(
          ({ name, own }) =>
            html`<h2>${name}</h2>
              ${own.map((mailbox) => mailboxText(tenant, mailbox, lang))}`,
        )}`,
  )
}

function mailboxText(
  tenant: TenantView,
  { name, address, services }: MailboxList['mailboxes'][number],
  lang: Language,
) {
  return html`<h3>${name}</h3>
    <p><a href="mailto:${address}">${address}</a></p>
    <ul>
      ${services.map(
        ({ slug, title }) =>
          html`<li><a href="${link(tenant, lang, `leistungen/${slug}`)}">${title}</a></li>`,
      )}
    </ul>`
}

import { html } from 'hono/html'
import type { Instant } from '#shared/domain/local-time.ts'
import type { DemoMail } from './demo-mails.ts'

type Markup = ReturnType<typeof html>

const zone = 'Europe/Berlin'
const dayFormat = new Intl.DateTimeFormat('de-DE', {
  timeZone: zone,
  day: 'numeric',
  month: 'short',
})
const timeFormat = new Intl.DateTimeFormat('de-DE', {
  timeZone: zone,
  hour: 'numeric',
  minute: '2-digit',
})
const fullFormat = new Intl.DateTimeFormat('de-DE', {
  timeZone: zone,
  dateStyle: 'full',
  timeStyle: 'short',
})

/** The list alone; it asks for itself again, because a mail arrives some seconds after its booking. */
export const listPage = (mails: DemoMail[], now: Instant): Markup =>
  page({
    title: 'Postfach der Demo',
    shows: 'list',
    refresh: true,
    list: mailList(mails, null, now),
    pane: html`<p class="empty">
      ${mails.length ? 'Wählen Sie links eine E-Mail aus.' : 'Hier steht dann die E-Mail.'}
    </p>`,
  })

/** One mail beside the list; on a narrow screen alone. */
export const mailPage = (mail: DemoMail, mails: DemoMail[], now: Instant): Markup =>
  page({
    title: `${mail.subject} – Postfach der Demo`,
    shows: 'mail',
    refresh: false,
    list: mailList(mails, mail.file, now),
    pane: message(mail),
  })

export const missingPage = (mails: DemoMail[], now: Instant): Markup =>
  page({
    title: 'E-Mail nicht gefunden – Postfach der Demo',
    shows: 'mail',
    refresh: false,
    list: mailList(mails, null, now),
    pane: html`<p class="empty">
      Diese E-Mail gibt es nicht mehr. <a href="/demo/mail">Zum Postfach</a>
    </p>`,
  })

/** The plain text of a mail that has no HTML, as a page for the frame. */
export const textBody = (mail: DemoMail): Markup =>
  html`<!doctype html>
    <html lang="${mail.lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="color-scheme" content="light dark" />
        <title>${mail.subject}</title>
      </head>
      <body>
        <pre>${mail.text}</pre>
      </body>
    </html>`

function page(parts: {
  title: string
  shows: 'list' | 'mail'
  refresh: boolean
  list: Markup
  pane: Markup
}): Markup {
  return html`<!doctype html>
    <html lang="de">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        ${parts.refresh ? html`<meta http-equiv="refresh" content="10" />` : ''}
        <title>${parts.title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/demo/mail.css" />
      </head>
      <body class="shows-${parts.shows}">
        <header class="top">
          ${parts.shows === 'list' ? html`<h1>${home}</h1>` : home}
          <p class="note">
            Nur zum Ausprobieren: Diese E-Mails verlassen den Rechner nicht, ganz gleich, an wen sie
            gerichtet sind.
          </p>
        </header>
        <main class="mailbox">
          <nav class="list" aria-label="E-Mails">${parts.list}</nav>
          <section class="pane" aria-label="E-Mail">${parts.pane}</section>
        </main>
      </body>
    </html>`
}

const envelope = html`<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
  <path
    d="M4 5h16a1.5 1.5 0 0 1 1.5 1.5v11A1.5 1.5 0 0 1 20 19H4a1.5 1.5 0 0 1-1.5-1.5v-11A1.5 1.5 0 0 1 4 5Zm-1 2 9 6.5L21 7"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linejoin="round"
  />
</svg>`

const home = html`<a class="home" href="/demo/mail">${envelope} Postfach der Demo</a>`

function mailList(mails: DemoMail[], selected: string | null, now: Instant): Markup {
  if (mails.length === 0) {
    return html`<p class="empty">
      Noch keine E-Mail. Buchen Sie einen Termin: Die Bestätigung kommt hier an.
    </p>`
  }
  return html`<ul>
    ${mails.map((mail) => html`<li>${mailRow(mail, mail.file === selected, now)}</li>`)}
  </ul>`
}

function mailRow(mail: DemoMail, isSelected: boolean, now: Instant): Markup {
  const current = isSelected ? html`aria-current="page"` : ''
  return html`<a class="row" href="/demo/mail/${mail.file}" ${current}>
    <span class="dot" aria-hidden="true"></span>
    <span class="who">${mail.from.name}</span>
    <time class="time" datetime="${mail.date.toISOString()}">${shortTime(mail.date, now)}</time>
    <span class="subject" lang="${mail.lang}">${mail.subject}</span>
    <span class="snippet" lang="${mail.lang}">${mail.snippet}</span>
    <span class="to">An ${mail.to}</span>
  </a>`
}

/** The hour for a mail of today, the day for an older one. */
function shortTime(date: Date, now: Instant): string {
  const today = dayFormat.format(new Date(now))
  const day = dayFormat.format(date)
  return day === today ? timeFormat.format(date) : day
}

function message(mail: DemoMail): Markup {
  const path = `/demo/mail/${mail.file}`
  return html`<a class="back" href="/demo/mail">Alle E-Mails</a>
    <div class="head">
      <h1 lang="${mail.lang}">${mail.subject}</h1>
      <span class="badge" aria-hidden="true">${initialOf(mail.from.name)}</span>
      <p class="parties">
        <strong>${mail.from.name}</strong> <span class="address">${mail.from.address}</span><br />
        <span class="address">An ${mail.to}</span>
      </p>
      <p class="date">
        <time datetime="${mail.date.toISOString()}">${fullFormat.format(mail.date)} Uhr</time>
      </p>
      <p class="extras">
        ${mail.attachments.map(
          ({ filename }, index) =>
            html`<a class="chip" href="${path}/attachments/${index}" download>
              ${clip} ${filename}
            </a>`,
        )}
        <a class="chip quiet" href="${path}/source">Quelltext</a>
      </p>
    </div>
    <iframe
      title="Inhalt der E-Mail"
      src="${path}/body"
      sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
    ></iframe>`
}

const clip = html`<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
  <path
    d="m20 11.5-8 8a5 5 0 0 1-7-7l8.5-8.5a3.4 3.4 0 0 1 4.8 4.8l-8.400 8.400a1.700 1.700 0 0 1-2.400-2.400l7.700-7.700"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
  />
</svg>`

/** „M“ of „Stadt Musterstadt“: the last word is the one that differs. */
const initialOf = (name: string) => (name.split(' ').at(-1) ?? name).charAt(0).toUpperCase()

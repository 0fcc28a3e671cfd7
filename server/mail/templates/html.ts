import { html, raw } from 'hono/html'
import type { Fact, MailContent, MailList } from './content.ts'
import { darkStyles, styles } from './styles.ts'

type Markup = ReturnType<typeof html>

/**
 * The mail as HTML: one column of at most 600 px, styles inline because many programs drop the rest,
 * nothing loaded from anywhere. Tables only where Outlook knows no other way.
 */
export function renderHtml(content: MailContent): string {
  const isUrgent = content.button?.isUrgent ?? false
  const markup = html`<!doctype html>
    <html lang="${content.lang}" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta
          name="format-detection"
          content="telephone=no, date=no, address=no, email=no, url=no"
        />
        <title>${content.subject}</title>
        <style>
          ${raw(darkStyles)}
        </style>
      </head>
      <body class="page" style="${styles.page}">
        <div style="${styles.preview}">${content.preview}${previewEnd}</div>
        <!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
        <div class="column" role="article" aria-label="${content.title}" style="${styles.column}">
          <div class="sheet" style="${styles.sheet}">
            <div style="${styles.bar};background-color:${content.sender.primary}">&nbsp;</div>
            <div class="inner" style="${styles.inner}">
              <p class="muted" style="${styles.sender}">${content.sender.officialName}</p>
              <h1 class="strong" style="${styles.title}">${content.title}</h1>
              <p style="${styles.paragraph}">${content.greeting}</p>
              ${content.intro.map(paragraph)} ${isUrgent && button(content)} ${facts(content.facts)}
              ${reference(content)} ${quote(content)} ${content.lists.map(list)}
              ${!isUrgent && button(content)} ${content.afterButton.map(paragraph)}
              ${plainLink(content)}
            </div>
          </div>
          <div class="footer" style="${styles.footer}">
            ${content.footer.map((line) => html`<p class="muted" style="${styles.footerLine}">${line}</p>`)}
          </div>
        </div>
        <!--[if mso]></td></tr></table><![endif]-->
      </body>
    </html> `
  if (markup instanceof Promise) throw new TypeError('A mail has no parts to wait for')
  return markup.toString()
}

/** Keeps mail programs from filling the preview up with the beginning of the text. */
const previewEnd = raw('&#8199;&#847; '.repeat(40))

const paragraph = (text: string): Markup => html`<p style="${styles.paragraph}">${text}</p>`

const facts = (rows: Fact[]): Markup =>
  html` <table
    class="box"
    role="presentation"
    width="100%"
    cellpadding="0"
    cellspacing="0"
    style="${styles.box}"
  >
    ${rows.map(
      ({ label, value }, index) =>
        html`<tr>
          <td class="muted line label" style="${index ? styles.nextLabel : styles.label}">
            ${label}
          </td>
          <td class="strong line value" style="${index ? styles.nextValue : styles.value}">
            ${lines(value)}
          </td>
        </tr>`,
    )}
  </table>`

const lines = (value: string[]): Markup =>
  html`${value.map((line, index) => html`${index ? html`<br />` : ''}${line}`)}`

function reference({ reference: given }: MailContent): Markup | '' {
  if (!given) return ''
  return html` <div class="box code" style="${styles.code}">
    <p class="muted" style="${styles.codeLabel}">${given.label}</p>
    <p class="strong" style="${styles.codeText}">${given.code}</p>
    <p class="muted" style="${styles.codeHint}">${given.hint}</p>
  </div>`
}

function quote({ quote: given }: MailContent): Markup | '' {
  if (!given) return ''
  return html` <h2 class="strong" style="${styles.heading}">${given.title}</h2>
    <blockquote class="line" dir="auto" style="${styles.quote}">${lines(given.lines)}</blockquote>`
}

const list = ({ title, items }: MailList): Markup =>
  html` <h2 class="strong" style="${styles.heading}">${title}</h2>
    <ul style="${styles.list}">
      ${items.map((item) => html`<li style="${styles.item}">${item}</li>`)}
    </ul>`

function button({ button: given, sender }: MailContent): Markup | '' {
  if (!given) return ''
  const { label, url } = given
  const colour = `background-color:${sender.primary}`
  return html` <table
    class="wide"
    role="presentation"
    cellpadding="0"
    cellspacing="0"
    style="${styles.buttonTable}"
  >
    <tr>
      <td
        class="button"
        align="center"
        bgcolor="${sender.primary}"
        style="${styles.buttonCell};${colour}"
      >
        <a href="${url}" style="${styles.button};${colour}">${label}</a>
      </td>
    </tr>
  </table>`
}

function plainLink({ button: given }: MailContent): Markup | '' {
  if (!given?.plainLink) return ''
  const { plainLink: words, url } = given
  return html`<p class="muted fallback" style="${styles.plainLink}">
    ${words}<br /><a class="link" href="${url}" style="${styles.link}">${url}</a>
  </p>`
}

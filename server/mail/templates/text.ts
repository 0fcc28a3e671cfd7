import type { Fact, MailButton, MailContent } from './content.ts'

/** The mail as plain text; a link stands on a line of its own, so that programs find its end. */
export function renderText(content: MailContent): string {
  const { reference, quote, button } = content
  const blocks = [
    content.greeting,
    ...content.intro,
    button?.isUrgent && link(button),
    content.facts.map(factLine).join('\n'),
    reference && `${reference.label}: ${reference.code}\n${reference.hint}`,
    quote && [`${quote.title}:`, ...quote.lines.map((line) => `> ${line}`)].join('\n'),
    ...content.lists.map(({ title, items }) =>
      [`${title}:`, ...items.map((item) => `- ${item}`)].join('\n'),
    ),
    button && !button.isUrgent && link(button),
    ...content.afterButton,
    // A signature begins with this line, so that a reply does not quote it (RFC 3676, 4.3).
    ['-- ', content.sender.officialName, ...content.footer].join('\n'),
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

const factLine = ({ label, value }: Fact) => `${label}: ${value.join(', ')}`

const link = ({ label, url }: MailButton) => `${label}:\n${url}`

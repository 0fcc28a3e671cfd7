const font = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
const ink = '#1d2034'
const muted = '#51577a'
const line = '#dfe1ea'
const cell = `padding:12px 16px;vertical-align:top;font-size:16px;line-height:24px`

/** Inline styles of the parts of a mail. Double quotes end the attribute: none in here. */
export const styles = {
  page: `margin:0;padding:0;background-color:#f3f4f7;color:${ink};${font};-webkit-text-size-adjust:100%`,
  preview: 'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all',
  column: 'max-width:600px;margin:0 auto;padding:24px 12px',
  sheet: `background-color:#ffffff;border:1px solid ${line};border-radius:8px;overflow:hidden`,
  bar: 'height:6px;line-height:6px;font-size:1px',
  inner: 'padding:28px 32px 20px',
  sender: `margin:0 0 8px;font-size:16px;line-height:24px;color:${muted}`,
  title: `margin:0 0 24px;font-size:28px;line-height:34px;font-weight:700;color:${ink}`,
  heading: `margin:28px 0 8px;font-size:18px;line-height:26px;font-weight:700;color:${ink}`,
  paragraph: 'margin:0 0 16px;font-size:16px;line-height:24px',
  box: `margin:8px 0 20px;border:1px solid ${line};border-radius:8px;border-collapse:separate`,
  label: `${cell};width:84px;color:${muted}`,
  nextLabel: `${cell};width:84px;color:${muted};border-top:1px solid ${line}`,
  value: `${cell};font-weight:600;color:${ink}`,
  nextValue: `${cell};font-weight:600;color:${ink};border-top:1px solid ${line}`,
  code: `margin:0 0 20px;padding:16px;border:1px solid ${line};border-radius:8px;background-color:#f3f4f7;text-align:center`,
  codeLabel: `margin:0;font-size:16px;line-height:24px;color:${muted}`,
  codeText: `margin:4px 0;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:28px;line-height:36px;font-weight:700;letter-spacing:2px;white-space:nowrap;color:${ink}`,
  codeHint: `margin:0;font-size:14px;line-height:20px;color:${muted}`,
  quote: `margin:0 0 16px;padding:4px 0 4px 16px;border-left:4px solid ${line};font-size:16px;line-height:24px;overflow-wrap:anywhere`,
  list: 'margin:0 0 16px;padding:0 0 0 22px',
  item: 'margin:0 0 6px;font-size:16px;line-height:24px',
  buttonTable: 'margin:28px 0 24px',
  buttonCell: 'border-radius:8px;mso-padding-alt:14px 28px',
  button:
    'display:inline-block;padding:14px 28px;border-radius:8px;font-size:18px;line-height:24px;font-weight:700;color:#ffffff;text-decoration:none',
  plainLink: `margin:24px 0 16px;padding-top:16px;border-top:1px solid ${line};font-size:14px;line-height:20px;color:${muted}`,
  link: `color:${ink};text-decoration:underline;word-break:break-all;overflow-wrap:anywhere`,
  footer: 'padding:16px 32px 8px',
  footerLine: `margin:0 0 8px;font-size:14px;line-height:20px;color:${muted}`,
}

/** For programs that read a style element: the dark page, and a narrow one. */
export const darkStyles = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) {
  .column { padding: 0 !important; }
  .sheet { border-width: 0 0 1px !important; border-radius: 0 !important; }
  .inner { padding: 22px 18px 12px !important; }
  .footer { padding: 16px 18px !important; }
  .label, .value { display: block !important; width: auto !important; }
  .label { padding: 12px 16px 0 !important; }
  .value { padding: 0 16px 12px !important; border-top: 0 !important; }
  .wide { width: 100% !important; }
  .button a { display: block !important; }
}
@media (prefers-color-scheme: dark) {
  .page { background-color: #131525 !important; color: #f3f4f7 !important; }
  .sheet { background-color: #1d2034 !important; border-color: #454b6b !important; }
  .strong, .link { color: #ffffff !important; }
  .muted { color: #b2b6cc !important; }
  .box, .line, .fallback { border-color: #454b6b !important; }
  .code { background-color: #131525 !important; }
  .button a { border: 1px solid #6e7597 !important; }
}
`

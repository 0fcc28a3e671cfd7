import { createHash } from 'node:crypto'
import { SaxesParser, type SaxesTagNS } from 'saxes'

const svgNamespace = 'http://www.w3.org/2000/svg'

/** Shapes and their paint. No text, which needs fonts; no pictures; no `use`, which multiplies. */
const elements = new Set(
  (
    'svg g defs title desc path rect circle ellipse line polyline polygon ' +
    'linearGradient radialGradient stop clipPath'
  ).split(' '),
)

const attributes = new Set(
  (
    'id viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy d points transform ' +
    'preserveAspectRatio offset gradientUnits gradientTransform spreadMethod clipPathUnits ' +
    'fill fill-opacity fill-rule clip-path clip-rule stroke stroke-width stroke-linecap ' +
    'stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset stroke-opacity ' +
    'opacity stop-color stop-opacity color display visibility'
  ).split(' '),
)

/**
 * A picture as our own plain SVG: of what was sent only shapes and paint are left, written anew, so
 * that nothing in it can run, load or reach beyond itself. Editors' styles become attributes.
 * @returns null if it is no SVG, or none that says how large it is
 */
export function cleanSvg(source: string): string | null {
  const parts: string[] = []
  /** How deep we are in something that is left out; 0: not at all. */
  let hidden = 0
  let isBroken = false
  const parser = new SaxesParser({ xmlns: true })

  parser.on('error', () => {
    isBroken = true
  })
  parser.on('opentag', (tag) => {
    const isRoot = parts.length === 0
    const isKnown = tag.uri === svgNamespace && elements.has(tag.local)
    if (isRoot && (tag.local !== 'svg' || !isKnown)) isBroken = true
    if (hidden > 0 || !isKnown || (tag.local === 'svg' && !isRoot)) {
      hidden += 1
      return
    }
    parts.push(`<${tag.local}${isRoot ? ` xmlns="${svgNamespace}"` : ''}${paint(tag, isRoot)}>`)
  })
  parser.on('closetag', (tag) => {
    if (hidden > 0) hidden -= 1
    else parts.push(`</${tag.local}>`)
  })
  parser.on('text', (text) => {
    const isWord = /<(title|desc)[^>]*>$/.test(parts.at(-1) ?? '')
    if (hidden === 0 && isWord) parts.push(escaped(text.trim()))
  })
  try {
    parser.write(source).close()
  } catch {
    return null
  }
  const isSized = /^<svg [^>]*viewBox="/.test(parts[0] ?? '')
  return isBroken || !isSized ? null : parts.join('')
}

/** A part of the picture's address that changes with it, so that it may be kept for good. */
export function crestVersion(svg: string): string {
  return createHash('sha256').update(svg).digest('hex').slice(0, 12)
}

function paint(tag: SaxesTagNS, isRoot: boolean): string {
  const found = new Map<string, string>()
  for (const { prefix, local, value } of Object.values(tag.attributes)) {
    if (prefix === '' && attributes.has(local)) found.set(local, value)
  }
  // What stands in a style wins over the attribute of the same name.
  for (const declaration of (tag.attributes.style?.value ?? '').split(';')) {
    const [name = '', value = ''] = declaration.split(':').map((part) => part.trim())
    if (attributes.has(name)) found.set(name, value)
  }
  if (isRoot && !found.has('viewBox')) {
    const [width, height] = ['width', 'height'].map((side) => lengthOf(found.get(side)))
    if (width && height) found.set('viewBox', `0 0 ${width} ${height}`)
  }
  return [...found]
    .filter(([, value]) => isHarmless(value))
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('')
}

/** The only address a value may hold is a part of the same picture. */
function isHarmless(value: string): boolean {
  return (
    !/[\\@]|\/\*|:/.test(value) &&
    !/\(/.test(value.replace(/url\(#[\w-]+\)|\b\w+\([-\d.,\s%e]*\)/g, ''))
  )
}

function lengthOf(text: string | undefined): number {
  const [, number] = /^([\d.]+)(px)?$/.exec(text ?? '') ?? []
  return Number(number ?? 0)
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]+/g, ' ')
}

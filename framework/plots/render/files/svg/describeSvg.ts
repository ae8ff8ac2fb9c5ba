import type { FileMetadata } from '../fileCanvas.ts'

/**
 * The SVG with its description as `<title>`, where screen readers look for it, and with what is known
 * of it as Dublin Core, where programs for drawing show it.
 *
 * @see https://www.w3.org/TR/SVG2/metadata.html
 */
export function describeSvg(svg: string, { title, description, source }: FileMetadata): string {
  const facts = { title, source }
  const known = Object.entries(facts).flatMap(([name, text]) =>
    text === undefined ? [] : [`<dc:${name}>${escapeXml(text)}</dc:${name}>`],
  )
  const metadata =
    known.length === 0
      ? ''
      : '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ' +
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="">' +
        `${known.join('')}</rdf:Description></rdf:RDF></metadata>`
  return svg.replace(
    /<svg [^>]*>/,
    (tag) => `${tag}<title>${escapeXml(description)}</title>${metadata}`,
  )
}

/** Text as XML shows it: no character of it acts as markup, and those that XML forbids are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
}

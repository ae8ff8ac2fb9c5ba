import { printable } from './printable.ts'

/**
 * Text as HTML shows it, between tags or in a quoted attribute: no character of it acts as markup, and
 * controls and switches of direction are spelled out. Lines and tabs stay.
 *
 * @see https://html.spec.whatwg.org/multipage/syntax.html#character-references
 */
export function escapeHtml(text: string): string {
  return text
    .replace(/[^\t\n\r]+/g, printable)
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

import { escapeHtml } from '../../text/html.ts'

/** A piece of a page. Only {@link html} and {@link trusted} make it, so that no text is taken for one. */
export interface Html {
  readonly markup: string
}

type Part = Html | string | number | null | undefined | false | readonly Part[]

/** Markup as it is written here, with texts in it escaped; arrays one after another, nothing for null. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return trusted(strings.map((text, at) => text + markupOf(parts[at])).join(''))
}

/** Markup, scripts or styles that this package wrote itself. */
export function trusted(markup: string): Html {
  return { markup }
}

function markupOf(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part))
  return 'markup' in part ? part.markup : part.map(markupOf).join('')
}

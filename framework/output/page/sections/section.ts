import { type Html, html } from '../html.ts'

/** A part of the page, listed among its contents. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly body: Html
}

export function sectionHtml({ id, title, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${body}</section>
`
}

/** What stands where there is nothing, so that no place is empty. */
export function nothing(sentence: string): Html {
  return html`<p class="nothing">${sentence}</p>`
}

export function list(items: readonly Html[], className = ''): Html {
  return html`<ul class="${className}">${items.map((item) => html`<li>${item}</li>`)}</ul>
`
}

/** A link to a file of the report, which is relative to it. */
export function fileLink(file: string, text: string = file): Html {
  return html`<a href="${fileUrl(file)}">${text}</a>`
}

/** The address of a file of the report, from its page. */
export function fileUrl(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/')
}

/** A list of which the first are seen, and the others when they are asked for. */
export function longList(items: readonly Html[], className: string): Html {
  const others = items.slice(MAX_SEEN)
  return html`${list(items.slice(0, MAX_SEEN), className)}${
    others.length > 0 &&
    html`<details><summary>${others.length} more</summary>${list(others, className)}</details>
`
  }`
}

const MAX_SEEN = 12

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

import path from 'node:path'
import type { WrittenFigure } from '../data/writtenReport.ts'
import { type Html, html } from '../html.ts'
import { noBreaks } from './noBreaks.ts'
import { fileLink, fileUrl, nothing, type Section } from './section.ts'

const PARTS = { training: 'Figures', inference: 'Figures of inference' } as const

/** The figures of a part: what was printed, until the page's script puts the live figure in its place. */
export function figureSection(
  figures: readonly WrittenFigure[],
  part: keyof typeof PARTS,
  isLive: (figure: WrittenFigure) => boolean,
): Section {
  const own = figures.filter((figure) => figure.part === part)
  const title = PARTS[part]
  const id = part === 'training' ? 'figures' : 'inference-figures'
  const body =
    own.length === 0
      ? nothing('No figure was drawn. What failed or had nothing to draw is said at the top.')
      : html`${own.map((figure) => figureHtml(figure, figures.indexOf(figure), isLive(figure)))}`
  return { id, title, body }
}

function figureHtml(entry: WrittenFigure, place: number, isLive: boolean): Html {
  const { alt, caption, data, files, name, notes } = entry
  const picture = pictureOf(files)
  const title = name.replaceAll('_', ' ')
  return html`<figure id="figure-${place}" class="figure" data-figure="${place}"><h3>${title}</h3>
<div class="paper">${
    picture === undefined
      ? isLive
        ? html`<p class="nothing">Drawn when scripts run; printed below.</p>`
        : html`<p class="nothing">Too large to be drawn here, and printed in no format that a page can show.</p>`
      : html`<img src="${fileUrl(picture)}" alt="${alt}" decoding="async">`
  }<div class="live"></div></div>
<figcaption><p dir="auto">${noBreaks(caption)}</p>${notes.map((note) => html`<p class="unseen" dir="auto">${note}</p>`)}${
    !isLive &&
    html`<p class="note">This figure is too large to be live here: the picture is the printed one.</p>`
  }
<p class="links">Printed version: ${files.map((file, at) => html`${at > 0 && ', '}${fileLink(file, formatOf(file))}`)} · <a href="${fileUrl(data)}">data</a></p></figcaption></figure>
`
}

/** What a page can show; the vector one first. */
function pictureOf(files: readonly string[]): string | undefined {
  return ['.svg', '.png']
    .map((ending) => files.find((file) => path.extname(file) === ending))
    .find((file) => file !== undefined)
}

function formatOf(file: string): string {
  return path.extname(file).slice(1).toUpperCase()
}

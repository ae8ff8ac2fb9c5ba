import type { ReportDirectory } from '../../output/reportDirectory.ts'
import type { Figure } from '../../plots/figure.ts'
import { renderFigure } from '../../plots/render/renderFigure.ts'
import type { ReportConfig } from '../config/reportConfig.ts'

const CONTENT_TYPES = {
  png: 'image/png',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
} as const

/** A picture that a task made, for whoever shows it. */
export interface Attachment {
  readonly name: string
  readonly path: string
  readonly contentType: string
}

/** A figure in the files of a report. */
export interface DrawnFigure {
  readonly name: string
  readonly part: 'training' | 'inference'
  /** Relative to the report, one for each format. */
  readonly files: readonly string[]
  /** For the text below the figure in a document. */
  readonly caption: string
  /** What the figure could not show. */
  readonly notes: readonly string[]
  /** In words, for those who do not see it. */
  readonly alt: string
  /** The figure as JSON, from which its files can be drawn again; relative to the report. */
  readonly data: string
  readonly attachments: readonly Attachment[]
}

/** Writes a figure to `<part>/figures/figure-<name>.<format>` in every format that is asked for. */
export async function drawFigure(
  figure: Figure,
  { part, name }: Pick<DrawnFigure, 'part' | 'name'>,
  { dpi, fig_format: formats, width, height }: ReportConfig['outputs'],
  directory: ReportDirectory,
): Promise<DrawnFigure> {
  const files: string[] = []
  const attachments: Attachment[] = []
  for (const format of new Set(formats)) {
    const file = `${part}/figures/figure-${name}.${format}`
    const size = { width, ...(height !== null && { height }) }
    const path = await directory.write(file, await renderFigure(figure, { format, dpi, ...size }))
    files.push(file)
    attachments.push({ name: name, path, contentType: CONTENT_TYPES[format] })
  }
  const data = `data/figures/${part}-${name}.json`
  await directory.write(data, `${JSON.stringify(figure)}\n`)
  const { caption, notes, alt } = figure
  return { name, part, files, caption, notes, alt, data, attachments }
}

import type { DocumentFigure } from '../../output/documentFigure.ts'
import type { ReportDirectory } from '../../output/reportDirectory.ts'
import type { Figure } from '../../plots/figure.ts'
import { renderFigure } from '../../plots/render/renderFigure.ts'
import { WIDTH_INCHES } from '../../plots/theme.ts'
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

/** A figure in the files of a report, which are relative to it. */
export interface DrawnFigure extends DocumentFigure {
  readonly attachments: readonly Attachment[]
}

/** Where a figure belongs. */
export interface FigurePlace {
  /** The title of the report. */
  readonly title: string
  readonly part: 'training' | 'inference'
  readonly name: string
}

/**
 * Writes a figure to `<part>/figures/figure-<name>.<format>` in every format that is asked for. Each
 * file says of which report and what figure it is.
 */
export async function drawFigure(
  figure: Figure,
  { title, part, name }: FigurePlace,
  outputs: ReportConfig['outputs'],
  directory: ReportDirectory,
): Promise<DrawnFigure> {
  const options = {
    dpi: outputs.dpi,
    width: outputs.width,
    fontSize: outputs.font_size,
    svgText: outputs.svg_text,
    metadata: { title: `${title}: ${name}`, source: directory.id },
    ...(outputs.title && { title: name }),
  }
  const files: string[] = []
  const attachments: Attachment[] = []
  for (const format of new Set(outputs.fig_format)) {
    const file = `${part}/figures/figure-${name}.${format}`
    const path = await directory.write(file, await renderFigure(figure, { format, ...options }))
    files.push(file)
    attachments.push({ name, path, contentType: CONTENT_TYPES[format] })
  }
  const { caption, notes, alt } = figure
  const widthInches = WIDTH_INCHES[outputs.width]
  return { name, files, widthInches, caption, notes, alt, attachments }
}

import { compiledAt } from '../../compiledFile.ts'
import type { DocumentFigure } from '../../output/documents/documentFigure.ts'
import type { ReportDirectory } from '../../output/reportDirectory.ts'
import type { Figure } from '../../plots/figure.ts'
import { inchesOf } from '../../plots/parts/figureSize.ts'
import type { FigureDrawer } from '../../plots/render/parallel/figureDrawer.ts'
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
  readonly part: 'training' | 'inference'
  /** The figure as JSON, from which its files can be drawn again. */
  readonly data: string
  readonly attachments: readonly Attachment[]
}

/** Where a figure belongs. */
export interface FigurePlace {
  /** The title of the report. */
  readonly title: string
  readonly part: 'training' | 'inference'
  readonly name: string
  /** The report that the figure is of. Default: the one that it is written to. */
  readonly source?: string
}

/** How figures are drawn, by whom, and where to. */
export interface FigureOutput {
  readonly outputs: ReportConfig['outputs']
  readonly directory: ReportDirectory
  readonly drawer: FigureDrawer
}

/**
 * Writes a figure to `<part>/figures/figure-<name>.<format>` in every format that is asked for. Each
 * file says of which report and what figure it is.
 */
export async function drawFigure(
  figure: Figure,
  { title, part, name, source }: FigurePlace,
  { outputs, directory, drawer }: FigureOutput,
): Promise<DrawnFigure> {
  const options = {
    dpi: outputs.dpi,
    width: outputs.width,
    fontSize: outputs.font_size,
    svgText: outputs.svg_text,
    ...(outputs.height !== null && { height: outputs.height }),
    metadata: { title: `${title}: ${name}`, source: source ?? directory.id },
    ...(outputs.title && { title: name }),
  }
  const data = `data/figures/${part}-${name}.json`
  const text = JSON.stringify(figure)
  const files: string[] = []
  const attachments: Attachment[] = []
  for (const format of new Set(outputs.fig_format)) {
    const file = `${part}/figures/figure-${name}.${format}`
    const drawing = { format, ...options }
    const from = [text, JSON.stringify(drawing), compiledAt()].join('\n')
    const path = await directory.writeMade(file, from, () => drawer.draw(figure, drawing))
    files.push(file)
    attachments.push({ name, path, contentType: CONTENT_TYPES[format] })
  }
  await directory.write(data, `${text}\n`)
  const { caption, notes, alt } = figure
  const widthInches = inchesOf(outputs.width)
  return { name, part, files, widthInches, caption, notes, alt, data, attachments }
}

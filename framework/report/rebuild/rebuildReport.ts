import path from 'node:path'
import { parse, stringify } from 'yaml'
import { ReportError } from '../../errors.ts'
import { readCheckedFiles } from '../../output/data/checksums.ts'
import { PAGE_FILE, parseReport, REPORT_FILE, readReport } from '../../output/data/readReport.ts'
import { type ReportJson, reportJson } from '../../output/data/reportJson.ts'
import { writeReportList } from '../../output/history/writeReportList.ts'
import { writePage } from '../../output/page/writePage.ts'
import { openReportDirectory, type ReportDirectory } from '../../output/reportDirectory.ts'
import { FigureDrawer } from '../../plots/render/parallel/figureDrawer.ts'
import type { ReportConfig } from '../config/reportConfig.ts'
import { checkFigure } from '../hookResults/checkFigure.ts'
import { drawFigure } from '../stages/drawFigure.ts'
import { figureFiles } from '../stages/files/figureFiles.ts'
import { figureEntry } from '../stages/files/reportFile.ts'
import { expectReadable } from './expectReadable.ts'
import { rebuildOptions } from './rebuildOptions.ts'

const MANIFEST_FILE = 'manifest.yaml'

/**
 * Makes a report anew from the data in its own directory, beside it or where `env.output_root` says: the tables as
 * they are, the figures drawn again. Neither the runs nor the report's hooks are needed.
 *
 * @param report its directory, absolute
 * @param words overrides of how figures are drawn, and of where reports go
 * @param onBegin told where the new report will be, once it is begun
 * @returns the directory of the new report
 * @throws {ReportError} NOT_A_REPORT, REPORT_DAMAGED naming the file, and what `rebuildOptions` throws
 */
export async function rebuildReport(
  report: string,
  words: readonly string[],
  onBegin: (directory: string) => void = () => {},
): Promise<string> {
  await readReport(report)
  const files = await readCheckedFiles(report)
  const content = parseReport(textOf(files, REPORT_FILE, report), path.join(report, REPORT_FILE))
  // The tables that the page is made from; the others are copied.
  for (const file of [content.data.runs, content.data.epochs]) {
    const bytes = files.get(file ?? '')
    if (file && bytes) await expectReadable(path.join(report, file), bytes)
  }
  const { outputs, outputRoot } = rebuildOptions(content.outputs, words)
  const reports =
    outputRoot === undefined ? path.dirname(report) : path.resolve(outputRoot, 'reports')
  // A report that was moved has no output root above it.
  const isInPlace = path.basename(reports) === 'reports'
  const directory = await openReportDirectory({
    outputRoot: isInPlace ? path.dirname(reports) : reports,
    reports,
    name: content.report_name,
    now: new Date(),
  })
  onBegin(directory.path)
  try {
    await writeAgain(directory, { files, content, outputs, report })
    await directory.publish()
  } catch (error) {
    await directory.discard()
    throw error
  }
  if (isInPlace) await writeReportList(reports)
  return directory.path
}

async function writeAgain(
  directory: ReportDirectory,
  {
    files,
    content,
    outputs,
    report,
  }: {
    files: ReadonlyMap<string, Buffer>
    content: ReportJson
    outputs: ReportConfig['outputs']
    report: string
  },
): Promise<void> {
  const isWrittenAnew = new Set([
    REPORT_FILE,
    MANIFEST_FILE,
    PAGE_FILE,
    ...content.figures.flatMap(({ files, data }) => [...files, data]),
  ])
  for (const [file, bytes] of files) {
    if (!isWrittenAnew.has(file)) await directory.write(file, bytes)
  }
  const drawer = new FigureDrawer(content.figures.length * new Set(outputs.fig_format).size)
  const drawings = content.figures.map(async ({ name, part, data }) => {
    const file = path.join(report, data)
    const figure = checkFigure(file, parsed(file, textOf(files, data, report), JSON.parse))
    const source = content.rebuilt_from ?? content.report_id
    const place = { title: content.title, part, name, source }
    return drawFigure(figure, place, { outputs, directory, drawer })
  })
  // None is drawn any more when one has failed, since the directory is then thrown away.
  await Promise.allSettled(drawings)
  drawer.close()
  const figures = await Promise.all(drawings)
  for (const [file, text] of figureFiles(content.title, figures)) await directory.write(file, text)
  const created = new Date().toISOString()
  const { live: _, ...ended } = content
  await directory.write(
    REPORT_FILE,
    reportJson({
      ...ended,
      report_id: directory.id,
      created_utc: created,
      rebuilt_from: content.rebuilt_from ?? content.report_id,
      figures: figures.map(figureEntry),
      outputs,
    }),
  )
  const manifest = parsed(
    path.join(report, MANIFEST_FILE),
    textOf(files, MANIFEST_FILE, report),
    // What the parser warns of, nobody can act upon.
    (text) => parse(text, { version: '1.1', logLevel: 'error' }),
  ) as Record<string, unknown>
  const written = {
    ...manifest,
    report_id: directory.id,
    created_utc: created,
    rebuilt_from: content.report_id,
    figures: figures.map(({ name, files, caption, notes }) => ({ name, files, caption, notes })),
  }
  await directory.write(MANIFEST_FILE, stringify(written, { version: '1.1' }))
  await writePage(directory)
}

/** @throws {ReportError} REPORT_DAMAGED where the text is not in its format */
function parsed(file: string, text: string, parser: (text: string) => unknown): unknown {
  try {
    return parser(text)
  } catch (cause) {
    const reason = (cause as Error).message
    throw new ReportError('REPORT_DAMAGED', `${file} cannot be read (${reason}).`, { cause })
  }
}

function textOf(files: ReadonlyMap<string, Buffer>, file: string, report: string): string {
  const content = files.get(file)
  if (content === undefined) {
    throw new ReportError(
      'REPORT_DAMAGED',
      `${path.join(report, file)} is not among the files that the report wrote.`,
    )
  }
  return content.toString()
}

import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { ownCommand } from '../../files/machine/ownCommand.ts'
import { findProjectRoot, knownReports } from '../../report/config/project.ts'
import { inferFigures } from '../../report/spec/checkSpec.ts'
import { firstLine } from '../../text/shorten.ts'
import { terminalWidth } from '../../text/terminal/terminalWidth.ts'
import { loadTextWidth } from '../../text/terminal/textWidth.ts'
import { Terminal } from '../../vitest/terminal/terminal.ts'
import { findReport } from '../findReport.ts'
import { fitCommands, printData } from '../terminal.ts'
import { type ImportedReport, importReports } from './importReports.ts'
import { type ReportOption, reportOptions } from './reportOptions.ts'

/** What `thesis-report list` says of a report; `--json` prints it as it is. */
interface CatalogueEntry {
  readonly name: string
  /** Relative to the working directory, unless it lies elsewhere. */
  readonly file: string
  readonly title: string | null
  readonly description: string | null
  readonly figures: readonly string[]
  /** Those of the trained models' results. */
  readonly inference_figures: readonly string[]
  readonly options: readonly ReportOption[]
  /** Why it cannot be made; null where it can. */
  readonly problem: string | null
}

/**
 * Prints the reports that can be made here, or one of them: what each answers, its figures and its options.
 *
 * @throws {ReportError} USAGE for a report that there is not
 */
export async function listCatalogue(
  report: string | undefined,
  { json = false }: { readonly json?: boolean },
): Promise<void> {
  const root = findProjectRoot(process.cwd())
  const files = report === undefined ? knownReports(root) : onlyReport(report, root)
  const imported = await importReports(files, root)
  const entries = Array.from(imported, ([name, report]) =>
    describeReport({ name, file: files.get(name) ?? '', root }, report),
  )
  if (json) {
    printData(`${JSON.stringify(entries, null, 2)}\n`)
    return
  }
  if (terminalWidth(process.stdout) < Number.POSITIVE_INFINITY) await loadTextWidth()
  const terminal = new Terminal()
  for (const entry of entries) {
    terminal.line(`${entry.name}: ${entry.description ?? entry.file}`, 'bold')
    for (const line of detailsOf(entry)) terminal.line(line)
  }
  terminal.line()
  const name = report ?? 'NAME'
  const commands = [
    `Make ${report === undefined ? 'one' : 'it'}:`,
    `  ${ownCommand()} -n ${name} inputs.sweep_dir=DIR`,
    'Its whole config:',
    `  ${ownCommand()} -n ${name} --cfg job`,
  ]
  terminal.raw(`${fitCommands(commands.join('\n'))}\n`)
}

function onlyReport(wanted: string, root: string): ReadonlyMap<string, string> {
  const { name, file } = findReport(wanted, root)
  return new Map([[name, file]])
}

function describeReport(
  { name, file, root }: { name: string; file: string; root: string },
  report: ImportedReport,
): CatalogueEntry {
  const shown = path.relative('', file)
  const spec = 'spec' in report ? report.spec : undefined
  const { options, problem } = optionsOf(name, root)
  return {
    name,
    file: shown.startsWith('..') ? file : shown,
    title: spec?.title ?? null,
    description: spec?.description ?? spec?.title ?? null,
    figures: Object.keys(spec?.plot ?? {}),
    inference_figures: spec === undefined ? [] : inferFigures(spec),
    options,
    problem: 'problem' in report ? report.problem : problem,
  }
}

/** A config that cannot be composed is a problem of its own report only. */
function optionsOf(
  name: string,
  root: string,
): { readonly options: readonly ReportOption[]; readonly problem: string | null } {
  try {
    return { options: reportOptions(name, root), problem: null }
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    return { options: [], problem: firstLine(error) }
  }
}

function detailsOf(entry: CatalogueEntry): string[] {
  const { figures, inference_figures: ofModels, options, problem } = entry
  return [
    ...(problem === null ? [] : [`  cannot be made: ${problem}`]),
    ...(figures.length === 0 ? [] : [`  figures: ${figures.join(', ')}`]),
    ...(ofModels.length === 0 ? [] : [`  with inference.enabled=true: ${ofModels.join(', ')}`]),
    ...(options.length === 0 ? [] : ['  options:']),
    ...options.map(
      ({ key, value, comment }) =>
        `    ${key}=${JSON.stringify(value)}${comment === '' ? '' : `  ${comment}`}`,
    ),
  ]
}

import { existsSync } from 'node:fs'
import type { ColumnTable } from 'arquero'
import { parseOverrideText } from '../../config/overrides/overrideGrammar.ts'
import { ReportError } from '../../errors.ts'
import { isOfFile } from '../../files/isOfFile.ts'
import { ownCommand } from '../../files/machine/ownCommand.ts'
import { tellOnSignal } from '../../files/tellOnSignal.ts'
import { writeAtomically } from '../../files/writeAtomically.ts'
import { keepWithinLimit } from '../../output/staging/tidyOutputs.ts'
import { cacheLimitOf, userCacheFolder } from '../../report/config/cacheFolder.ts'
import { inputsFromConfig, namesInputs } from '../../report/config/inputs.ts'
import { findProjectRoot } from '../../report/config/project.ts'
import { composeReportConfig, type ReportConfig } from '../../report/config/reportConfig.ts'
import {
  describeWarning,
  requireRuns,
  requireSelected,
  selectionWarnings,
} from '../../report/stages/checks.ts'
import { type LoadedRuns, type LoadRunsOptions, loadRuns } from '../../runs/loadRuns.ts'
import { toParquet } from '../../tables/parquet.ts'
import { requireColumn } from '../../tables/requireColumn.ts'
import { selectRuns } from '../../tables/select.ts'
import { sortRuns } from '../../tables/sort.ts'
import type { RunsOptions } from '../options.ts'
import { printData, printError } from '../terminal.ts'
import { type BestRuns, bestRuns } from './bestRuns.ts'
import { chooseColumns } from './chooseColumns.ts'
import { describeSkipped } from './describeSkipped.ts'
import { fileToReplace } from './fileToReplace.ts'
import { fitColumns } from './fitColumns.ts'
import { formatTable } from './formatTable.ts'
import { requireCompanions } from './requireCompanions.ts'
import { summariseGroups } from './summariseGroups.ts'
import { unsettledNotes } from './unsettled.ts'

/**
 * Prints the table of the runs, each with its status; what was left out goes to standard error, so
 * that the table can be piped.
 *
 * @param words directories or files of runs, and overrides
 * @throws {ReportError} as a report over the same inputs would, and USAGE for an unknown column
 */
export async function listRuns(words: readonly string[], options: RunsOptions): Promise<void> {
  requireCompanions(options)
  const { loaded, config } = await loadForListing(words, 'runs')
  const { select } = config.inputs
  const selected = selectRuns(loaded.runs, select)
  requireSelected(loaded.runs, selected, select)
  const { table, notes } = arrange(selected, loaded, options)
  const columns = chooseColumns(table, selected, options)
  for (const note of [...notes, ...selectionWarnings(loaded.runs, select)]) printError(note)
  if (options.parquet !== undefined) {
    await writeTable(options.parquet, await toParquet(table.select(...columns)))
    return
  }
  const format = (['csv', 'json', 'md'] as const).find((name) => options[name]) ?? 'text'
  const fitted =
    format === 'text'
      ? await fitColumns(table, columns, { options, loaded })
      : { table: table.select(...columns), note: '' }
  printData(await formatTable(fitted.table, format))
  if (fitted.note !== '') printError(fitted.note)
  tellFindings(loaded)
}

/** @throws {ReportError} OUTPUT_NOT_WRITABLE */
async function writeTable(file: string, content: Uint8Array): Promise<void> {
  try {
    await writeAtomically(fileToReplace(file), content)
  } catch (cause) {
    if (!isOfFile(cause)) throw cause
    throw new ReportError(
      'OUTPUT_NOT_WRITABLE',
      `--parquet: "${file}" cannot be written (${(cause as Error).message}). Name a file in a folder that can be.`,
      { cause },
    )
  }
}

/** The runs of what the words name, whatever became of them. */
export async function loadForListing(
  words: readonly string[],
  command: string,
  { mayBeEmpty = false } = {},
): Promise<{ loaded: LoadedRuns; config: ReportConfig }> {
  const { inputs, config } = await inputsOfListing(words, command)
  const loaded = await loadRuns(inputs)
  if (inputs.cacheDir !== undefined) {
    tellOnSignal(() => 'Kept: the runs that were read, so that the next time is faster.')
    for (const warning of await keepWithinLimit(inputs.cacheDir, cacheLimitOf(config))) {
      printError(warning)
    }
  }
  if (!mayBeEmpty) requireRuns(loaded, inputs)
  return { loaded, config }
}

/**
 * What the words of a command ask to be read.
 *
 * @throws {ReportError} USAGE where nothing says where the runs are
 */
export async function inputsOfListing(
  words: readonly string[],
  command: string,
): Promise<{ inputs: LoadRunsOptions; config: ReportConfig }> {
  const projectRoot = findProjectRoot(process.cwd())
  const { config } = composeReportConfig({
    projectRoot,
    name: 'config',
    overrides: ['inputs.require_complete=false', ...asOverrides(words)].map(parseOverrideText),
  })
  if (!namesInputs(config)) {
    throw new ReportError(
      'USAGE',
      `Say where the runs are: ${ownCommand()} ${command} DIR, such as ${ownCommand()} ${command} multirun.`,
    )
  }
  const { inputs } = await inputsFromConfig(config, { cwd: process.cwd(), projectRoot })
  // A listing writes nothing where the runs lie or where somebody stands.
  const cacheDir = config.cache ? (config.env.cache_root ?? userCacheFolder()) : undefined
  return { inputs: { ...inputs, cacheDir, onProgress: tellProgress }, config }
}

/** A large tree takes a while. */
function tellProgress(directories: number): void {
  printError(`Searched ${directories} directories …`)
}

/** A directory on its own is what `inputs.sweep_dir` says. */
function asOverrides(words: readonly string[]): string[] {
  // Hydra names jobs after their overrides: a directory `lr=0.1` is one that is there.
  const isOverride = (word: string) => /^(?:[+~]?[\w./@-]+=|~[\w.]+$)/.test(word)
  const isPlace = (word: string) => !isOverride(word) || existsSync(word)
  const places = words.filter(isPlace)
  const others = words.filter((word) => !isPlace(word))
  if (places.length === 0) return others
  // Quoted, so that no sign of a path is read as grammar.
  const quoted = places.map((place) => `'${place.replace(/(\\*)'/g, "$1$1\\'")}'`)
  return [`inputs.sweep_dir=[${quoted.join(',')}]`, ...others]
}

function arrange(runs: ColumnTable, loaded: LoadedRuns, options: RunsOptions): BestRuns {
  const { best, groupBy, sortBy, descending } = options
  const { table, notes } =
    best !== undefined
      ? bestRuns(runs, loaded, { metric: best, groupBy })
      : groupBy !== undefined
        ? {
            table: summariseGroups(runs, loaded, options),
            notes: unsettledNotes(runs, groupBy),
          }
        : { table: runs, notes: [] }
  if (sortBy === undefined) return { table, notes }
  const column = requireColumn(table, sortBy, { code: 'USAGE', askedBy: '--sort-by' })
  return { table: sortRuns(table, [column], { descending: descending ?? false }), notes }
}

function tellFindings({ warnings, skipped }: LoadedRuns): void {
  // A listing is made all the same where its cache cannot be kept.
  const told = warnings.filter(({ kind }) => kind !== 'cache-not-written')
  printError(
    ...told.map((warning) => `Warning: ${describeWarning(warning)}`),
    ...describeSkipped(skipped),
  )
}

import type { ColumnTable } from 'arquero'
import { ReportError } from '../../errors.ts'
import type { Figure } from '../../plots/figure.ts'
import { nearest } from '../../text/nearest.ts'
import type { Analysis, Collected } from './defineReport.ts'
import { fileNameProblem } from './fileNames.ts'

/** Keys that `collect` must return, as `loadRuns` gives them. */
const COLLECTED = [
  'runs',
  'parameters',
  'perEpoch',
  'dataSections',
  'order',
  'skipped',
  'warnings',
  'files',
]
/** Keys of an analysis that the framework reads; others pass to `plot` and `infer`. */
const ANALYSIS = ['runs', 'summary', 'tables', 'latex', 'remarks']
/** Files of the same folder that the framework writes. */
const RESERVED_TABLES = ['summary']

/** A hook's result, and what is wrong with parts of it that the rest does not depend on. */
export interface Checked<T> {
  readonly result: T
  readonly problems: readonly string[]
}

/** @throws {ReportError} HOOK_RESULT when `collect` returned something else than runs */
export function checkCollected(result: unknown): Collected {
  if (!isRecord(result)) throw wrongResult('collect', result, 'await loadRuns(inputs)')
  const wrong = [
    ...(isTable(result.runs) ? [] : [`whose "runs" is ${describe(result.runs)}`]),
    ...COLLECTED.filter((key) => result[key] === undefined && key !== 'runs').map(
      (key) => `without "${key}"`,
    ),
  ]
  if (wrong.length > 0) {
    throw new ReportError(
      'HOOK_RESULT',
      `collect returned an object ${wrong.join(', ')}. Return what loadRuns gives, with your own ` +
        'keys beside it: { ...(await loadRuns(inputs)), more }.',
    )
  }
  return result as unknown as Collected
}

/**
 * Checks what `analyze` returned. Without a table of runs there is no report; misspelt keys, wrong
 * tables and remarks are left out and told, so that the rest stands.
 *
 * @throws {ReportError} HOOK_RESULT when there is no table of runs
 */
export function checkAnalysis(result: unknown): Checked<Analysis> {
  const belongs = '{ runs, tables, remarks, … }'
  if (isTable(result)) {
    throw new ReportError(
      'HOOK_RESULT',
      `analyze returned a table. Return it as the runs of an object: ${belongs}.`,
    )
  }
  if (!isRecord(result)) throw wrongResult('analyze', result, belongs)
  if (!isTable(result.runs)) {
    throw new ReportError(
      'HOOK_RESULT',
      `analyze returned an object whose "runs" is ${describe(result.runs)}; expected a table, such ` +
        'as selectRuns(runs, config.inputs.select).',
    )
  }
  const { tables, problems } = checkTables('analyze', result.tables)
  const remarks = checkTexts(result.remarks)
  return {
    result: {
      ...(result as unknown as Analysis),
      tables,
      ...(remarks.length > 0 && { remarks }),
    },
    problems: [
      ...misspelt('analyze', result, ANALYSIS),
      ...problems,
      ...(result.remarks !== undefined && !isTexts(result.remarks)
        ? [
            `analyze returned "remarks" that are ${describe(result.remarks)}; expected an array of sentences.`,
          ]
        : []),
    ],
  }
}

/** The tables among those that a hook returned, and what is wrong with the others. */
export function checkTables(
  hook: string,
  tables: unknown,
): { tables: Record<string, ColumnTable>; problems: string[] } {
  if (tables === undefined) return { tables: {}, problems: [] }
  if (!isRecord(tables) || isTable(tables)) {
    const problem = `${hook} returned "tables" that are ${describe(tables)}; expected an object of tables by name.`
    return { tables: {}, problems: [problem] }
  }
  const sound: [string, ColumnTable][] = []
  const problems: string[] = []
  for (const [name, table] of Object.entries(tables)) {
    const nameProblem = fileNameProblem(`${hook} returned a table, and`, name, RESERVED_TABLES)
    problems.push(...nameProblem)
    if (nameProblem.length > 0) continue
    if (isTable(table)) sound.push([name, table])
    else problems.push(tableProblem(hook, name, table))
  }
  return { tables: Object.fromEntries(sound), problems }
}

/** @throws {ReportError} HOOK_RESULT when the hook returned something else than a figure */
export function checkFigure(hook: string, result: unknown): Figure {
  const belongs = 'a figure, such as boxPlot(runs, { value, group }) makes'
  if (!isRecord(result)) throw wrongResult(hook, result, belongs)
  if (!isRecord(result.chart)) {
    const isChartConfig = 'type' in result && 'data' in result
    throw new ReportError(
      'HOOK_RESULT',
      isChartConfig
        ? `${hook} returned a bare Chart.js config. Return ${belongs}, or put the config in a ` +
            'figure of your own: { kind, chart, caption, alt }.'
        : `${hook} returned an object without a chart. Return ${belongs}.`,
    )
  }
  return withDefaults(result as unknown as Figure)
}

/** What a figure that an author writes by hand may leave out. */
function withDefaults(figure: Partial<Figure> & Pick<Figure, 'chart'>): Figure {
  const caption = figure.caption ?? ''
  return {
    kind: 'own',
    marks: [],
    labels: [],
    legend: [],
    notes: [],
    size: { height: 3.9, shrinks: true },
    alt: caption,
    ...figure,
    caption,
  }
}

function tableProblem(hook: string, name: string, table: unknown): string {
  const advice = Array.isArray(table)
    ? "For rows as objects write from(rows), with import { from } from 'thesis-report'."
    : 'Make one with table({ column: values }) from thesis-report.'
  return `${hook} returned a table "${name}" that is ${describe(table)}; expected a table. ${advice}`
}

/** Keys that are nearly one of the known ones, which is not there itself: that one was meant. */
function misspelt(hook: string, result: object, known: readonly string[]): string[] {
  const absent = known.filter((key) => !(key in result))
  return Object.keys(result).flatMap((key) => {
    const near = known.includes(key) ? undefined : nearest(key, absent)
    if (near === undefined) return []
    return [`${hook} returned a key "${key}", which nothing reads. Did you mean "${near}"?`]
  })
}

function checkTexts(value: unknown): readonly string[] {
  return isTexts(value) ? value : []
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

function wrongResult(hook: string, result: unknown, belongs: string): ReportError {
  return new ReportError('HOOK_RESULT', `${hook} returned ${describe(result)}. Return ${belongs}.`)
}

function describe(value: unknown): string {
  if (value === undefined) return 'undefined'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (isTable(value)) return 'a table'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** By its methods: an author may have a copy of arquero of their own. */
function isTable(value: unknown): value is ColumnTable {
  return (
    isRecord(value) &&
    typeof value.numRows === 'function' &&
    typeof value.columnNames === 'function'
  )
}

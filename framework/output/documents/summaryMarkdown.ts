import type { ColumnTable } from 'arquero'
import { metricReader } from '../../compare/groups/metricOfRun.ts'
import { describeIntervals } from '../../stats/intervals/intervalText.ts'
import { numbers, texts } from '../../tables/columns.ts'
import { valueName } from '../../text/names/valueName.ts'
import { formatEstimate } from '../../text/numbers/intervalFormat.ts'
import { formatMeasured } from '../../text/numbers/numberFormat.ts'
import { countsText, type GroupMean, groupMeans, type Metric } from './groupMeans.ts'
import { escapeMarkdown } from './markdownText.ts'

/** What `summary.md` says. */
export interface SummaryContent {
  readonly title: string
  readonly numRuns: number
  readonly findings: readonly { readonly sentence: string }[]
  readonly gates?: readonly {
    readonly text: string
    readonly holds: boolean
    readonly sentence: string
  }[]
  readonly warnings: readonly string[]
  /** The runs, and the groups and metrics that are compared. */
  readonly compared?: {
    readonly runs: ColumnTable
    readonly groups: readonly string[]
    readonly metrics: readonly Metric[]
  }
  /** Files relative to the summary. */
  readonly figures?: readonly {
    readonly name: string
    readonly caption: string
    readonly file: string
  }[]
}

/** More groups make no table to be read at a glance; `summary.csv` has the runs. */
const MAX_GROUPS = 20
const BEST_RUNS = 3

/** The text of `summary.md`: what was found, and what a reader must know to trust it. */
export function summaryMarkdown({
  title,
  numRuns,
  findings,
  gates = [],
  warnings,
  compared,
  figures = [],
}: SummaryContent): string {
  const list = (items: readonly string[]) => items.map((item) => `- ${escapeMarkdown(item)}`)
  return [
    `# ${escapeMarkdown(title)}`,
    '',
    `Over ${numRuns} run${numRuns === 1 ? '' : 's'}.`,
    ...section('Findings', list(findings.map(({ sentence }) => sentence))),
    ...section('Gates', list(gates.map(gateText))),
    ...(compared
      ? [...section('Groups', groupLines(compared)), ...section('Best runs', bestLines(compared))]
      : []),
    ...section(
      'Figures',
      figures.map(
        ({ name, caption, file }) =>
          `- [${escapeMarkdown(name)}](${encodeURI(file)}): ${escapeMarkdown(firstSentence(caption))}`,
      ),
    ),
    ...section('What to know', list(warnings)),
    '',
  ].join('\n')
}

function gateText({
  text,
  holds,
  sentence,
}: {
  text: string
  holds: boolean
  sentence: string
}): string {
  return `${holds ? 'holds' : 'does not hold'}: ${text}. ${sentence}`
}

type Compared = NonNullable<SummaryContent['compared']>

/** A table of the groups by the metrics, the best means in bold. */
function groupLines({ runs, groups, metrics }: Compared): string[] {
  if (groups.length === 0 || metrics.length === 0) return []
  const rows = groupMeans(runs, groups, metrics)
  const shown = rows.slice(0, MAX_GROUPS)
  const columns = [...groups, 'n', ...metrics.map(({ column }) => column)]
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const intervals = shown.flatMap(({ cells }) => cells)
  return [
    line(columns.map(escapeMarkdown)),
    line(columns.map((_, i) => (i < groups.length ? '---' : '---:'))),
    ...shown.map(({ keys, n, cells }) =>
      line([
        ...keys.map((key) => escapeMarkdown(valueName(key))),
        String(n),
        ...cells.map((cell) => meanText(cell, n)),
      ]),
    ),
    '',
    `Means over n runs${intervals.some(({ kind }) => kind !== 'none') ? ` with the ${describeIntervals(intervals, 'runs')}` : ''}; the best in bold.` +
      (rows.length > shown.length ? ` The first ${shown.length} of ${rows.length} groups.` : ''),
  ]
}

/** @param runs of the group, of which fewer may have a value */
function meanText(cell: GroupMean, runs: number): string {
  const { estimate, low, high, kind, isBest } = cell
  if (Number.isNaN(estimate)) return `–${countsText(cell, runs)}`
  const texts = kind === 'none' ? undefined : formatEstimate({ estimate, low, high })
  const mean = texts?.estimate ?? formatMeasured(estimate, { digits: 3 })
  const interval = texts === undefined ? '' : ` [${texts.low}, ${texts.high}]`
  return `${isBest ? `**${mean}**` : mean}${interval}${countsText(cell, runs)}`
}

/** The runs with the best values of the first metric of which is known which values are better. */
function bestLines({ runs, metrics }: Compared): string[] {
  const metric = metrics.find(({ best }) => best !== undefined)
  if (metric === undefined) return []
  const values = numbers(runs, metric.column)
  const metricOf = metricReader(runs, metric.column)
  const names = texts(runs, runs.columnIndex('run') >= 0 ? 'run' : 'run_dir')
  const sign = metric.best === 'max' ? -1 : 1
  return [...values.keys()]
    .filter((row) => Number.isFinite(values[row]))
    .sort((a, b) => sign * ((values[a] as number) - (values[b] as number)))
    .slice(0, BEST_RUNS)
    .map(
      (row) =>
        `- ${escapeMarkdown(names[row] as string)}: ${escapeMarkdown(metric.column)} ${formatMeasured(values[row] as number, { digits: 3 })}` +
        (metricOf(row) === 'diverged' ? ' (diverged later)' : ''),
    )
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?= |$)/s.exec(text)?.[0] ?? text
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines]
}

import type { ColumnTable } from 'arquero'
import { describeIntervals } from '../../stats/intervals/intervalText.ts'
import { valueName } from '../../text/names/valueName.ts'
import { powerOfTen } from '../../text/numbers/powerOfTen.ts'
import { countsText, type GroupMean, groupMeans, type Metric } from './groupMeans.ts'
import { latexText } from './latexText.ts'

/** In a cell without values. */
const NO_VALUE = '--'

/**
 * A booktabs table: groups of runs as rows, metrics as columns, each cell the mean over the group's
 * runs with Student's 95 % interval, and the best mean in bold. Of two runs the range stands in
 * brackets, one has no interval, and a cell without values is a dash. Where fewer runs than the row's
 * have a value, the cell says how many, and how many diverged. Needs `\usepackage{booktabs}`.
 *
 * Numbers are rounded to two significant digits of the interval, or to four where there is none.
 *
 * @param groups columns whose combinations are the rows
 * @param note a further sentence for the comment above the table
 */
export function latexTable(
  runs: ColumnTable,
  groups: readonly string[],
  metrics: readonly Metric[],
  note?: string,
): string {
  const rows = groupMeans(runs, groups, metrics)
  const lines = rows.map(({ keys, n, cells }) =>
    tableRow([
      ...keys.map((key) => latexText(valueName(key))),
      String(n),
      ...cells.map((cell) => formatCell(cell, n)),
    ]),
  )
  return [
    `% Mean over n runs with the ${describeIntervals(
      rows.flatMap(({ cells }) => cells),
      'runs',
    )}; best mean in bold. Needs \\usepackage{booktabs}.`,
    ...(note ? [`% ${note.replace(/\s+/g, ' ')}`] : []),
    // Room above and below for the interval, and a width that fits a page; for this table alone.
    '\\begingroup\\footnotesize\\setlength{\\tabcolsep}{4pt}\\renewcommand{\\arraystretch}{1.3}',
    `\\begin{tabular}{${'l'.repeat(groups.length)}r${'l'.repeat(metrics.length)}}`,
    '\\toprule',
    tableRow([...groups, 'n', ...metrics.map(({ column }) => column)].map(latexText)),
    '\\midrule',
    ...lines,
    '\\bottomrule',
    '\\end{tabular}',
    '\\endgroup',
    '',
  ].join('\n')
}

/** TeX would take a bracket or a star that begins a row for an option of the line before. */
function tableRow(cells: readonly string[]): string {
  const line = cells.join(' & ')
  return `${/^\s*[[*]/.test(line) ? '{}' : ''}${line} \\\\`
}

function formatCell(cell: GroupMean, runs: number): string {
  return formatInterval(cell) + countsText(cell, runs)
}

function formatInterval({ estimate, low, high, kind, isBest }: GroupMean): string {
  if (Number.isNaN(estimate)) return NO_VALUE
  const size = Math.max(Math.abs(estimate), Number.isFinite(high - low) ? (high - low) / 2 : 0)
  const exponent = size === 0 ? 0 : Math.floor(Math.log10(size))
  const power = exponent < -3 || exponent > 4 ? exponent : 0
  const scaled = (value: number) => value / powerOfTen(power)
  const half = scaled(Math.max(high - estimate, estimate - low))
  const digits = half > 0 ? decimals(half, 2) : decimals(scaled(Math.abs(estimate)), 4)
  const fixed = (value: number) => scaled(value).toFixed(digits)
  const mean = isBest ? `\\mathbf{${fixed(estimate)}}` : fixed(estimate)
  const times = power === 0 ? '' : `\\times 10^{${power}}`
  if (!(half > 0)) return `$${mean}${times}$`
  if (kind === 'range') return `$${mean}\\;[${fixed(low)}, ${fixed(high)}]${times}$`
  const value = `${mean} \\pm ${fixed(high - estimate)}`
  return power === 0 ? `$${value}$` : `$(${value})${times}$`
}

/** Decimals that show a positive number with so many significant digits. */
function decimals(value: number, significant: number): number {
  if (value === 0) return 1
  return Math.min(20, Math.max(0, significant - 1 - Math.floor(Math.log10(value))))
}
